from itu_texts.parsing import parse_document
from itu_texts.outline import to_outline
def parse(text, language="en"): return parse_document(text, language)
