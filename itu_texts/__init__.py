def parse(text, language="en"):
    from itu_texts.parsing import parse_document; return parse_document(text, language)
from itu_texts.outline import to_outline

