// A program in TypeScript that reads the JSON of a document: who is asked what, and the words of each item.
import { readFileSync } from "node:fs";
import type { Clause, Document, Item, Node } from "./document";

const read: Document = JSON.parse(readFileSync(process.argv[2]!, "utf-8"));
const source: string = read.source ?? "";

function* clauses(nodes: readonly Node[]): Generator<Clause> {
  for (const node of nodes) {
    switch (node.type) {
      case "clause":
        yield node;
        break;
      case "resolution":
      case "decision":
        yield* clauses(node.body ?? []);
        break;
    }
  }
}

function words(item: Item): string {
  return source.slice(...item.span);
}

for (const clause of clauses(read.blocks ?? [])) {
  const asked = (clause.heading.addressees ?? []).map((each) => each.concept).join(", ");
  console.log(clause.heading.verb, asked, clause.role === "operative");
  for (const block of clause.blocks ?? []) {
    if (block.type === "item") console.log(block.label, words(block));
  }
}
