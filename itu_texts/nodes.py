"""All classes of the tree, what they consist of, and what walks them."""

from itu_texts.tree.nodes import *  # noqa: F403
from itu_texts.formats.akn.published import read_extract as read_extract
from itu_texts.formats.composing import View as View
from itu_texts.language.identifiers import Revision as Revision, Work as Work
from itu_texts.tree.addressees import Addressee as Addressee, AddresseeKind as AddresseeKind, Concept as Concept
from itu_texts.tree.base import OutlineLine as OutlineLine
from itu_texts.tree.claims import (
    Claim as Claim,
    Claims as Claims,
    Count as Count,
    Ground as Ground,
    Keyword as Keyword,
    Published as Published,
    Step as Step,
    Voting as Voting,
)
from itu_texts.tree.diagnostics import Fix as Fix
from itu_texts.tree.nodes.blocks import Opening as Opening
from itu_texts.tree.readings import Origin as Origin, Original as Original, Origins as Origins
from itu_texts.tree.representation import print_tree as print_tree
from itu_texts.tree.spans import Offsets as Offsets, Source as Source, Span as Span, Units as Units
from itu_texts.tree.visitors import Transformer as Transformer, Visitor as Visitor, with_data as with_data
from itu_texts.tree.walking import Leaf as Leaf
