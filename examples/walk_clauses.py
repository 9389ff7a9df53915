"""Count the items of each clause, and the depth of its lists: ``python walk_clauses.py resolution.txt``."""

import sys

import itu_texts


class Depths(itu_texts.nodes.Visitor):
    """The number of items below a node, and the deepest level at which one stands."""

    def __init__(self) -> None:
        self.items = self.level = self.deepest = 0

    def visit_Item(self, item: itu_texts.Item) -> None:
        self.items += 1
        self.level += 1
        self.deepest = max(self.deepest, self.level)
        self.visit_children(item)
        self.level -= 1


def main(path: str) -> None:
    for text in itu_texts.parse_file(path).texts:
        print(f"{text.kind} {text.number or '(no number)'}: {text.title}")
        for clause in text.clauses:
            depths = Depths()
            depths.visit(clause)
            print(f"    {clause.role:9}  {depths.items:2} items, {depths.deepest} levels  {clause.heading.text}")


if __name__ == "__main__":
    main(sys.argv[1])
