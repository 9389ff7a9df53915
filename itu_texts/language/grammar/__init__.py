"""The words and forms of a language, as compiled patterns.

``grammars/languages/<code>.lark`` has the words. ``grammars/shapes`` has the forms that are made of them: those of all
languages in files by subject, and those of one language in ``<code>.lark``.
"""

from itu_texts.language.grammar.matching import VERBS, VERBS_ANYWHERE, Forms, LanguagePatterns, lang_of
from itu_texts.language.grammar.names import NAMES, Family, LineForm, PatternName
from itu_texts.language.grammar.tables import known_by, known_without_grammar, languages, marker_words

__all__ = [
    "NAMES",
    "VERBS",
    "VERBS_ANYWHERE",
    "Family",
    "Forms",
    "LanguagePatterns",
    "LineForm",
    "PatternName",
    "known_by",
    "known_without_grammar",
    "lang_of",
    "languages",
    "marker_words",
]
