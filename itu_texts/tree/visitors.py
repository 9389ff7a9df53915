"""Calls methods for the nodes of a tree, by their classes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from attrs import evolve

from itu_texts.errors import InputError, InputTypeError
from itu_texts.errors.arguments import checked
from itu_texts.tree.base import Node
from itu_texts.tree.nodes import Document
from itu_texts.tree.walking import preorder

if TYPE_CHECKING:
    from collections.abc import Callable


class _ByClass:
    """Finds the method for a node by its class: that of the class, or of a base class."""

    _PREFIX: ClassVar[str]
    _OTHERS: ClassVar[tuple[str, ...]]
    """What follows the prefix in the names of the other methods."""

    def __init_subclass__(cls) -> None:
        known = {kind.__name__ for kind in preorder(Node, lambda kind: kind.__subclasses__())}
        for name in vars(cls):
            kind = name.removeprefix(cls._PREFIX)
            if kind not in (name, *cls._OTHERS, *known):
                near = next((each for each in sorted(known) if each.lower() == kind.replace("_", "").lower()), "")
                hint = f"did you mean {cls._PREFIX}{near}?" if near else "no class of nodes has that name"
                raise InputError(f"{cls.__name__}.{name:.40} would never be called: {hint}")

    def _method(self, node: Node) -> Any:
        if not isinstance(node, Node):
            raise InputTypeError(f"{type(self).__name__} takes a node, not a {type(node).__name__}")
        names = (f"{self._PREFIX}{kind.__name__}" for kind in type(node).__mro__)
        return next((method for name in names if (method := getattr(self, name, None)) is not None), None)


class Visitor(_ByClass):
    r"""Calls a method for each node, by its class: ``visit_Clause``, ``visit_Item`` ...

    A class without a method uses that of its base class (``visit_Text`` for a resolution), and finally
    :meth:`visit_default`, which visits the children. Call :meth:`visit_children` in a method to visit the children.

    :raises InputError: when a subclass is made, if a method has the name of no class of nodes (``visit_clause``).

    >>> from itu_texts import parse
    >>> class Verbs(Visitor):
    ...     def visit_Heading(self, heading):
    ...         print(heading.verb)
    >>> Verbs().visit(parse("considering further\na) that it is so,\nresolves\nto act"))
    considering
    resolves
    """

    _PREFIX = "visit_"
    _OTHERS = ("default", "children")

    def visit(self, node: Node) -> Any:
        """Call the method for a node, and return its result."""
        return (self._method(node) or self.visit_default)(node)

    def visit_default(self, node: Node) -> Any:
        """Visit a node for which there is no method."""
        self.visit_children(node)

    def visit_children(self, node: Node) -> None:
        """Visit the nodes directly below a node."""
        for child in node.children:
            self.visit(child)


class Transformer(_ByClass):
    r"""Makes something else of a tree, from the leaves up: ``transform_Clause``, ``transform_Item`` ...

    Each method takes a node and the list of what was made of its children, and returns what is made of the node. A
    class without a method uses that of its base class, and finally :meth:`transform_default`.

    :raises InputError: when a subclass is made, if a method has the name of no class of nodes.

    >>> from itu_texts import parse
    >>> class Nested(Transformer):
    ...     def transform_Item(self, item, made):
    ...         return {item.label: made}
    ...     def transform_Paragraph(self, paragraph, made):
    ...         return paragraph.text
    >>> doc = parse("resolves\n1 to study:\na) this;\nb) that;\n2 to report")
    >>> Nested().transform(doc.at("resolves 1"))
    {'1': ['to study:', {'a)': ['this;']}, {'b)': ['that;']}]}
    """

    _PREFIX = "transform_"
    _OTHERS = ("default",)

    def transform(self, node: Node) -> Any:
        """Return what is made of a node and of all below it."""
        return (self._method(node) or self.transform_default)(node, [self.transform(child) for child in node.children])

    def transform_default(self, node: Node, made: list[Any]) -> Any:
        """Return what is made of a node for which there is no method: the list of what was made of its children."""
        return made


@checked
def with_data(document: Document, of: Callable[[Node], dict[str, Any] | None]) -> Document:
    r"""Return a copy of a document whose nodes have ``data`` of your own; :func:`itu_texts.to_json` writes it too.

    :param document: the document, which does not change.
    :param of: returns for a node its data, with values that JSON has; or ``None`` if it keeps what it has. It is called
        for each node of the tree.
    :raises InputError: if ``document`` is not a document, or ``of`` returns something else.

    >>> from itu_texts import from_json, parse, to_json
    >>> doc = parse("resolves\n1 to light the lamps;\n2 to report")
    >>> doc = with_data(doc, lambda node: {"topic": "lamps"} if "lamps" in getattr(node, "text", "") else None)
    >>> from_json(to_json(doc)).at("resolves 1").data
    {'topic': 'lamps'}
    """

    def copy(value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple([copy(each) for each in value])
        if not isinstance(value, Node):
            return value
        made = of(value)
        below = {name: copy(getattr(value, name)) for name in value._SHAPE.children}
        return evolve(value, **below, data=value.data if made is None else made)

    copied: Document = copy(document)
    return copied
