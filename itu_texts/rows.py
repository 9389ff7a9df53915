"""The classes of rows: what queries of a collection, and the functions of :mod:`itu_texts`, return."""

from itu_texts.analysis.allocations import Allocation as Allocation
from itu_texts.analysis.passages import Chunk as Chunk, Exhibit as Exhibit
from itu_texts.analysis.references import (
    Group as Group,
    GroupKind as GroupKind,
    Reference as Reference,
    ReferenceKind as ReferenceKind,
)
from itu_texts.analysis.columns import Records as Records
from itu_texts.analysis.documents import DocumentRecord as DocumentRecord
from itu_texts.analysis.entries import (
    Abbreviation as Abbreviation,
    BibliographyEntry as BibliographyEntry,
    Definition as Definition,
)
from itu_texts.analysis.graph import Graph as Graph
from itu_texts.analysis.tasks import Force as Force, Requirement as Requirement, Task as Task
from itu_texts.analysis.times import Adopted as Adopted, Due as Due, When as When, WhenKind as WhenKind
from itu_texts.api.parser import Considered as Considered, Explanation as Explanation
from itu_texts.collection import (
    Added as Added,
    Answer as Answer,
    Blame as Blame,
    Citation as Citation,
    Duplicate as Duplicate,
    Edition as Edition,
    Hit as Hit,
    Mandate as Mandate,
    WorkRow as WorkRow,
)
from itu_texts.collection.site import Site as Site
from itu_texts.formats.tables.rows import RowKind as RowKind
from itu_texts.language.identifiers import Standing as Standing
from itu_texts.revision.aligning import Pair as Pair
from itu_texts.revision.comparing import Comparison as Comparison, Proposed as Proposed
from itu_texts.revision.diffs import Difference as Difference, DifferenceKind as DifferenceKind, Partners as Partners
from itu_texts.revision.edits import Editor as Editor
from itu_texts.revision.in_place import FilePlace as FilePlace, Mended as Mended
from itu_texts.revision.lines import (
    FootnoteMark as FootnoteMark,
    Line as Line,
    WordChange as WordChange,
    Wording as Wording,
)
from itu_texts.revision.redlines import Redline as Redline
