/**
 * The JSON of a document of ITU texts, version 3.4, as `itu-texts parse` and `itu_texts.to_json()` write it.
 *
 * Members with their default values, and those that do not apply, are left out. With `--offsets utf-16`, spans count as
 * strings do here: `source.slice(...node.span)`.
 */
/** The offsets in the text of the first character and after the last one; see `offsets`. */
export type Span = [start: number, end: number];

/** A value with the words that state it. */
export interface Claim {
  /** What is claimed. */
  field: "identity" | "adopted" | "standing";
  /** The name; the day, the month or the year; the standing in words. */
  value: string;
  /** The words that state it, as printed. */
  words: string;
  span: Span;
  /** What the words are. */
  by: "symbol" | "adoption line" | "closing" | "table" | "note" | "marker" | "mark" | "designation" | "draft line" | "cover" | "formula" | "front" | "running head" | "file name" | "metadata";
  /** The day from which it stands so, if the words name it. */
  day?: string;
}

/** A document: texts in order, the words between them, page furniture and diagnostics. */
export interface Document {
  /** The class of the object. */
  type: "document";
  /** The version of the JSON. */
  schema: string;
  /** The code of the language in which the text was parsed: `en`; `mul` if its parts were in several languages. */
  language: string;
  span: Span;
  /** What a program keeps with the node, by names of its own, as the `data` of unist: values that JSON has. The library only carries it along; see `itu_texts.nodes.with_data`. */
  data?: Record<string, unknown>;
  /** Texts, amendments, divisions of treaties, session matter, and the paragraphs that belong to none of them. */
  blocks?: Array<Decision | Opinion | Publication | Recommendation | Resolution | Text | Amendment | Annex | Division | Provision | Reasons | SignatureBlock | Agenda | Contents | Cover | Paragraph | Item | Note | Table>;
  /** Page numbers, running heads, footnotes, their marks and other furniture, in the order of the text. */
  furniture?: Array<Footnote | FootnoteAnchor | MarginNote | Markup | PageNumber | RunningHead | StrayCharacters>;
  /** The oddities of the text, in the order of the text. */
  diagnostics?: Diagnostic[];
  /** The stretches in one language each, in order, if the document is in several languages. */
  languages?: Language[];
  /** The tracked changes, if the view of the file shows them. */
  changes?: Array<Deletion | Insertion>;
  /** The comments in the margin, in the order of the words that they are about. */
  comments?: Comment[];
  /** Words in italics or bold letters, in the order of the text; two may cover the same words. */
  emphasis?: Array<Bold | Italic>;
  /** The parts of the file that are not in this document: `drawings`, `headers`, `merged cells`. */
  left_out?: string[];
  /** The stretches of a consolidated text that came from amendments. */
  amended?: Amended[];
  published?: Published;
  /** The source map: where in the file each piece of the text came from. */
  origins?: OriginPiece[];
  /** The text that was parsed. */
  source?: string;
  /** Its address in its text, on demand. */
  address?: string;
  /** Its eId in Akoma Ntoso, on demand. */
  eid?: string;
  /** Of a text: who it is, when it was adopted and how it stands, each with its ground, on demand. */
  claims?: Claim[];
  /** What offsets count, if not characters. */
  offsets?: "utf-16";
  /** The file of the document, if one JSON file holds many. */
  file?: string;
  /** A digest of the content of that file (BLAKE2b, 16 bytes). */
  digest?: string;
}

/** A decision. */
export interface Decision {
  /** The class of the object. */
  type: "decision";
  /** The number as printed: `77`, `ITU-R 2-8`, `[B-1]`. */
  number?: string;
  /** The revision mark without its brackets: `Rev. City, 2022`. */
  revision?: string;
  /** The words for a draft in the designation, as printed: `Draft new`; see `standing`. */
  status?: string;
  /** The title, lines joined. */
  title?: string;
  span: Span;
  /** What a program keeps with the node, by names of its own, as the `data` of unist: values that JSON has. The library only carries it along; see `itu_texts.nodes.with_data`. */
  data?: Record<string, unknown>;
  /** The lines before the first clause, in order. */
  front?: Array<Designation | Title | History | Formula | Paragraph | Contents>;
  /** The nodes after the front: clauses, then annexes, some of them under amendment markers. In texts of the United Nations, clauses may stand in divisions, and the lines of adoption stand behind them. Some conferences have their formula between recitals and acts. */
  body?: Array<Clause | Annex | Division | Amendment | SignatureBlock | History | Formula>;
  /** Its address in its text, on demand. */
  address?: string;
  /** Its eId in Akoma Ntoso, on demand. */
  eid?: string;
  /** Of a text: who it is, when it was adopted and how it stands, each with its ground, on demand. */
  claims?: Claim[];
}

/** An opinion. */
export interface Opinion {
  /** The class of the object. */
  type: "opinion";
  /** The number as printed: `77`, `ITU-R 2-8`, `[B-1]`. */
  number?: string;
  /** The revision mark without its brackets: `Rev. City, 2022`. */
  revision?: string;
  /** The words for a draft in the designation, as printed: `Draft new`; see `standing`. */
  status?: string;
  /** The title, lines joined. */
  title?: string;
  span: Span;
  /** What a program keeps with the node, by names of its own, as the `data` of unist: values that JSON has. The library only carries it along; see `itu_texts.nodes.with_data`. */
  data?: Record<string, unknown>;
  /** The lines before the first clause, in order. */
  front?: Array<Designation | Title | History | Formula | Paragraph | Contents>;
  /** The nodes after the front: clauses, then annexes, some of them under amendment markers. In texts of the United Nations, clauses may stand in divisions, and the lines of adoption stand behind them. Some conferences have their formula between recitals and acts. */
  body?: Array<Clause | Annex | Division | Amendment | SignatureBlock | History | Formula>;
  /** Its address in its text, on demand. */
  address?: string;
  /** Its eId in Akoma Ntoso, on demand. */
  eid?: string;
  /** Of a text: who it is, when it was adopted and how it stands, each with its ground, on demand. */
  claims?: Claim[];
}

/** A text that stands beside Recommendations, or changes one: a report, a supplement, a corrigendum ... */
export interface Publication {
  /** The class of the object. */
  type: "publication";
  /** The number as printed: `77`, `ITU-R 2-8`, `[B-1]`. */
  number?: string;
  /** The revision mark without its brackets: `Rev. City, 2022`. */
  revision?: string;
  /** The words for a draft in the designation, as printed: `Draft new`; see `standing`. */
  status?: string;
  /** The title, lines joined. */
  title?: string;
  span: Span;
  /** What a program keeps with the node, by names of its own, as the `data` of unist: values that JSON has. The library only carries it along; see `itu_texts.nodes.with_data`. */
  data?: Record<string, unknown>;
  /** The lines before the first clause, in order. */
  front?: Array<Designation | Title | History | Formula | Paragraph | Contents>;
  /** The nodes after the front: clauses, then annexes, some of them under amendment markers. In texts of the United Nations, clauses may stand in divisions, and the lines of adoption stand behind them. Some conferences have their formula between recitals and acts. */
  body?: Array<Clause | Annex | Division | Amendment | SignatureBlock | History | Formula>;
  /** Its address in its text, on demand. */
  address?: string;
  /** Its eId in Akoma Ntoso, on demand. */
  eid?: string;
  /** Of a text: who it is, when it was adopted and how it stands, each with its ground, on demand. */
  claims?: Claim[];
}

/** A recommendation. */
export interface Recommendation {
  /** The class of the object. */
  type: "recommendation";
  /** The number as printed: `77`, `ITU-R 2-8`, `[B-1]`. */
  number?: string;
  /** The revision mark without its brackets: `Rev. City, 2022`. */
  revision?: string;
  /** The words for a draft in the designation, as printed: `Draft new`; see `standing`. */
  status?: string;
  /** The title, lines joined. */
  title?: string;
  span: Span;
  /** What a program keeps with the node, by names of its own, as the `data` of unist: values that JSON has. The library only carries it along; see `itu_texts.nodes.with_data`. */
  data?: Record<string, unknown>;
  /** The lines before the first clause, in order. */
  front?: Array<Designation | Title | History | Formula | Paragraph | Contents>;
  /** The nodes after the front: clauses, then annexes, some of them under amendment markers. In texts of the United Nations, clauses may stand in divisions, and the lines of adoption stand behind them. Some conferences have their formula between recitals and acts. */
  body?: Array<Clause | Annex | Division | Amendment | SignatureBlock | History | Formula>;
  /** Its address in its text, on demand. */
  address?: string;
  /** Its eId in Akoma Ntoso, on demand. */
  eid?: string;
  /** Of a text: who it is, when it was adopted and how it stands, each with its ground, on demand. */
  claims?: Claim[];
}

/** A resolution. */
export interface Resolution {
  /** The class of the object. */
  type: "resolution";
  /** The number as printed: `77`, `ITU-R 2-8`, `[B-1]`. */
  number?: string;
  /** The revision mark without its brackets: `Rev. City, 2022`. */
  revision?: string;
  /** The words for a draft in the designation, as printed: `Draft new`; see `standing`. */
  status?: string;
  /** The title, lines joined. */
  title?: string;
  span: Span;
  /** What a program keeps with the node, by names of its own, as the `data` of unist: values that JSON has. The library only carries it along; see `itu_texts.nodes.with_data`. */
  data?: Record<string, unknown>;
  /** The lines before the first clause, in order. */
  front?: Array<Designation | Title | History | Formula | Paragraph | Contents>;
  /** The nodes after the front: clauses, then annexes, some of them under amendment markers. In texts of the United Nations, clauses may stand in divisions, and the lines of adoption stand behind them. Some conferences have their formula between recitals and acts. */
  body?: Array<Clause | Annex | Division | Amendment | SignatureBlock | History | Formula>;
  /** Its address in its text, on demand. */
  address?: string;
  /** Its eId in Akoma Ntoso, on demand. */
  eid?: string;
  /** Of a text: who it is, when it was adopted and how it stands, each with its ground, on demand. */
  claims?: Claim[];
}

/** A text that a conference adopts, or a draft of one; a text that names its kind is of one of the subclasses. */
export interface Text {
  /** The class of the object. */
  type: "text";
  /** The number as printed: `77`, `ITU-R 2-8`, `[B-1]`. */
  number?: string;
  /** The revision mark without its brackets: `Rev. City, 2022`. */
  revision?: string;
  /** The words for a draft in the designation, as printed: `Draft new`; see `standing`. */
  status?: string;
  /** The title, lines joined. */
  title?: string;
  span: Span;
  /** What a program keeps with the node, by names of its own, as the `data` of unist: values that JSON has. The library only carries it along; see `itu_texts.nodes.with_data`. */
  data?: Record<string, unknown>;
  /** The lines before the first clause, in order. */
  front?: Array<Designation | Title | History | Formula | Paragraph | Contents>;
  /** The nodes after the front: clauses, then annexes, some of them under amendment markers. In texts of the United Nations, clauses may stand in divisions, and the lines of adoption stand behind them. Some conferences have their formula between recitals and acts. */
  body?: Array<Clause | Annex | Division | Amendment | SignatureBlock | History | Formula>;
  /** Its address in its text, on demand. */
  address?: string;
  /** Its eId in Akoma Ntoso, on demand. */
  eid?: string;
  /** Of a text: who it is, when it was adopted and how it stands, each with its ground, on demand. */
  claims?: Claim[];
}

/** A marker (ADD, MOD, SUP, NOC) and the thing that it amends, if that follows it. That may be a whole text, a clause, an annex, a division (an article ...), a provision or a title; or items of the clause above the marker, which then stand in a clause with an empty heading. */
export interface Amendment {
  /** The class of the object. */
  type: "amendment";
  /** The line as printed: `ADD B2/49/1`. */
  marker: string;
  /** The action: add, modify, suppress, or no change. */
  action: "ADD" | "MOD" | "SUP" | "NOC";
  /** Whether the action stands in brackets, for an editorial change: `(MOD)`. */
  editorial?: boolean;
  /** Whether a star stands beside the action: `ADD*`, `*ADD`. */
  starred?: boolean;
  /** The identifier of the proposal: `B2/49/1`. */
  proposal?: string;
  /** The number of the provision that it amends: `28A`, `219-221`, `166, 167`. */
  provision?: string;
  span: Span;
  /** What a program keeps with the node, by names of its own, as the `data` of unist: values that JSON has. The library only carries it along; see `itu_texts.nodes.with_data`. */
  data?: Record<string, unknown>;
  /** The conferences that changed that provision, as the margin names them: `PP-98`. */
  history?: string[];
  /** The amended nodes, in most cases one. */
  blocks?: Array<Paragraph | Item | Note | Table | Contents | Title | HeadingReference | Clause | Annex | Division | Provision | Decision | Opinion | Publication | Recommendation | Resolution | Text | Amendment | Reasons | SignatureBlock>;
  reasons?: Reasons;
  /** Its address in its text, on demand. */
  address?: string;
  /** Its eId in Akoma Ntoso, on demand. */
  eid?: string;
  /** Of a text: who it is, when it was adopted and how it stands, each with its ground, on demand. */
  claims?: Claim[];
}

/** An annex, appendix or attachment. */
export interface Annex {
  /** The class of the object. */
  type: "annex";
  /** The number as printed: `2`, `30B`, `IV`; `None` if there is none. */
  number?: string;
  /** The kind of annex. */
  kind: "annex" | "appendix" | "attachment";
  span: Span;
  /** What a program keeps with the node, by names of its own, as the `data` of unist: values that JSON has. The library only carries it along; see `itu_texts.nodes.with_data`. */
  data?: Record<string, unknown>;
  heading: Heading;
  /** The content, including the title, in the order of the text. */
  blocks?: Array<Paragraph | Item | Note | Table | Contents | Title | HeadingReference | Clause | Annex | Division | Provision | Decision | Opinion | Publication | Recommendation | Resolution | Text | Amendment | Reasons | SignatureBlock>;
  /** Its address in its text, on demand. */
  address?: string;
  /** Its eId in Akoma Ntoso, on demand. */
  eid?: string;
  /** Of a text: who it is, when it was adopted and how it stands, each with its ground, on demand. */
  claims?: Claim[];
}

/** A division of a treaty or a long text: a part, a chapter, an article ... or a Final Protocol after it. */
export interface Division {
  /** The class of the object. */
  type: "division";
  /** The number as printed: `2`, `30B`, `IV`; `None` if there is none. */
  number?: string;
  /** The kind of division. */
  kind: "preamble" | "part" | "chapter" | "article" | "section" | "subsection" | "protocol";
  span: Span;
  /** What a program keeps with the node, by names of its own, as the `data` of unist: values that JSON has. The library only carries it along; see `itu_texts.nodes.with_data`. */
  data?: Record<string, unknown>;
  heading: Heading;
  /** The content, including the title, in the order of the text. */
  blocks?: Array<Paragraph | Item | Note | Table | Contents | Title | HeadingReference | Clause | Annex | Division | Provision | Decision | Opinion | Publication | Recommendation | Resolution | Text | Amendment | Reasons | SignatureBlock>;
  /** Its address in its text, on demand. */
  address?: string;
  /** Its eId in Akoma Ntoso, on demand. */
  eid?: string;
  /** Of a text: who it is, when it was adopted and how it stands, each with its ground, on demand. */
  claims?: Claim[];
}

/** A numbered provision of a treaty: its number in the margin, and its words, with their labels. */
export interface Provision {
  /** The class of the object. */
  type: "provision";
  /** The number in the margin, as printed: `28A`, `9.12A`, `(197)`. */
  number: string;
  span: Span;
  /** What a program keeps with the node, by names of its own, as the `data` of unist: values that JSON has. The library only carries it along; see `itu_texts.nodes.with_data`. */
  data?: Record<string, unknown>;
  /** The conferences that changed it, as the margin names them: `PP-94`, `PP-98`; they are not part of the words. */
  history?: string[];
  /** The words. */
  blocks?: Array<Paragraph | Item | Note | Table | Contents>;
  /** Its address in its text, on demand. */
  address?: string;
  /** Its eId in Akoma Ntoso, on demand. */
  eid?: string;
  /** Of a text: who it is, when it was adopted and how it stands, each with its ground, on demand. */
  claims?: Claim[];
}

/** The reasons that are given for a proposal. */
export interface Reasons {
  /** The class of the object. */
  type: "reasons";
  /** The word that introduces them, as printed: `Reasons:`. */
  label: string;
  span: Span;
  /** What a program keeps with the node, by names of its own, as the `data` of unist: values that JSON has. The library only carries it along; see `itu_texts.nodes.with_data`. */
  data?: Record<string, unknown>;
  /** The reasons themselves. */
  blocks?: Array<Paragraph | Item | Note | Table | Contents>;
  /** Its address in its text, on demand. */
  address?: string;
  /** Its eId in Akoma Ntoso, on demand. */
  eid?: string;
  /** Of a text: who it is, when it was adopted and how it stands, each with its ground, on demand. */
  claims?: Claim[];
}

/** The signatures of a text: "IN WITNESS WHEREOF ...", "Done at ...", and the names below. */
export interface SignatureBlock {
  /** The class of the object. */
  type: "signature_block";
  span: Span;
  /** What a program keeps with the node, by names of its own, as the `data` of unist: values that JSON has. The library only carries it along; see `itu_texts.nodes.with_data`. */
  data?: Record<string, unknown>;
  /** The closing words, and the names below. */
  blocks?: Array<Paragraph | Item | Note | Table | Contents>;
  /** Its address in its text, on demand. */
  address?: string;
  /** Its eId in Akoma Ntoso, on demand. */
  eid?: string;
  /** Of a text: who it is, when it was adopted and how it stands, each with its ground, on demand. */
  claims?: Claim[];
}

/** The agenda of a meeting. */
export interface Agenda {
  /** The class of the object. */
  type: "agenda";
  span: Span;
  /** What a program keeps with the node, by names of its own, as the `data` of unist: values that JSON has. The library only carries it along; see `itu_texts.nodes.with_data`. */
  data?: Record<string, unknown>;
  heading: Paragraph;
  /** The items. */
  items?: AgendaItem[];
  /** Its address in its text, on demand. */
  address?: string;
  /** Its eId in Akoma Ntoso, on demand. */
  eid?: string;
  /** Of a text: who it is, when it was adopted and how it stands, each with its ground, on demand. */
  claims?: Claim[];
}

/** A list of contents: the texts of a volume, or the parts of a text, an annex or a treaty. */
export interface Contents {
  /** The class of the object. */
  type: "contents";
  span: Span;
  /** What a program keeps with the node, by names of its own, as the `data` of unist: values that JSON has. The library only carries it along; see `itu_texts.nodes.with_data`. */
  data?: Record<string, unknown>;
  heading?: Paragraph;
  /** The entries, and the lines between them: titles of parts and the like. */
  blocks?: Array<Paragraph | Entry>;
  /** Its address in its text, on demand. */
  address?: string;
  /** Its eId in Akoma Ntoso, on demand. */
  eid?: string;
  /** Of a text: who it is, when it was adopted and how it stands, each with its ground, on demand. */
  claims?: Claim[];
}

/** The cover of a session document: its kind, its author and its recipient. */
export interface Cover {
  /** The class of the object. */
  type: "cover";
  /** The number of the document: `49-E`, `C18/24(Rev.1)-E`. */
  number?: string;
  /** The series of texts that the document contains: `second`. */
  series?: string;
  /** The author: `editorial committee`. */
  submitted_by?: string;
  /** The recipient: `plenary meeting`. */
  submitted_to?: string;
  /** The number of pages of the annex. */
  annex_pages?: number;
  span: Span;
  /** What a program keeps with the node, by names of its own, as the `data` of unist: values that JSON has. The library only carries it along; see `itu_texts.nodes.with_data`. */
  data?: Record<string, unknown>;
  /** The lines, from top to bottom. */
  lines?: CoverLine[];
  /** Its address in its text, on demand. */
  address?: string;
  /** Its eId in Akoma Ntoso, on demand. */
  eid?: string;
  /** Of a text: who it is, when it was adopted and how it stands, each with its ground, on demand. */
  claims?: Claim[];
}

/** Running words without a label. In `text`, as in that of all nodes, lines are joined, white space is one blank, and page furniture and footnote marks are left out; `Document.source` has the original characters. */
export interface Paragraph {
  /** The class of the object. */
  type: "paragraph";
  /** The words. */
  text: string;
  span: Span;
  /** What a program keeps with the node, by names of its own, as the `data` of unist: values that JSON has. The library only carries it along; see `itu_texts.nodes.with_data`. */
  data?: Record<string, unknown>;
  /** Its address in its text, on demand. */
  address?: string;
  /** Its eId in Akoma Ntoso, on demand. */
  eid?: string;
  /** Of a text: who it is, when it was adopted and how it stands, each with its ground, on demand. */
  claims?: Claim[];
}

/** An item of a list: its label, an introduction, sub-items, and text that continues after them. An unlabelled paragraph that opens a list ("that the following shall apply: a) ...") is an item too, with an empty label and the style "none". */
export interface Item {
  /** The class of the object. */
  type: "item";
  /** The label as printed: `a)`, `2bis`, `1.10`, `–`. */
  label: string;
  /** The kind of series that the label belongs to. */
  style: "letter" | "roman" | "number" | "decimal" | "dash" | "bullet" | "none";
  span: Span;
  /** What a program keeps with the node, by names of its own, as the `data` of unist: values that JSON has. The library only carries it along; see `itu_texts.nodes.with_data`. */
  data?: Record<string, unknown>;
  /** The introduction, the sub-items, and the text after them. */
  blocks?: Array<Paragraph | Item | Note | Table | Contents>;
  /** Its address in its text, on demand. */
  address?: string;
  /** Its eId in Akoma Ntoso, on demand. */
  eid?: string;
  /** Of a text: who it is, when it was adopted and how it stands, each with its ground, on demand. */
  claims?: Claim[];
}

/** A note in the text: `NOTE 1 – ...`, `Note by the Secretariat: ...`; not a footnote. */
export interface Note {
  /** The class of the object. */
  type: "note";
  /** The beginning of the note as printed, with its number and stop: `NOTE 1 –`. */
  label: string;
  /** The words after the label. */
  text: string;
  span: Span;
  /** What a program keeps with the node, by names of its own, as the `data` of unist: values that JSON has. The library only carries it along; see `itu_texts.nodes.with_data`. */
  data?: Record<string, unknown>;
  /** Its address in its text, on demand. */
  address?: string;
  /** Its eId in Akoma Ntoso, on demand. */
  eid?: string;
  /** Of a text: who it is, when it was adopted and how it stands, each with its ground, on demand. */
  claims?: Claim[];
}

/** A table: rows of cells that tabs, pipes or columns separate. The first rows may name the columns. */
export interface Table {
  /** The class of the object. */
  type: "table";
  /** `allocation` for a table that allocates frequency bands to services in the three Regions; `table` otherwise. */
  kind?: "table" | "allocation";
  span: Span;
  /** What a program keeps with the node, by names of its own, as the `data` of unist: values that JSON has. The library only carries it along; see `itu_texts.nodes.with_data`. */
  data?: Record<string, unknown>;
  /** The rows, from top to bottom. */
  rows?: Row[];
  /** Its address in its text, on demand. */
  address?: string;
  /** Its eId in Akoma Ntoso, on demand. */
  eid?: string;
  /** Of a text: who it is, when it was adopted and how it stands, each with its ground, on demand. */
  claims?: Claim[];
}

/** A note at the foot of a page; `text` does not contain its mark and the rule above it. */
export interface Footnote {
  /** The class of the object. */
  type: "footnote";
  /** The words or characters, as printed. */
  text: string;
  /** The mark of the note: `1`, `*`; `None` if it has none. */
  mark?: string;
  span: Span;
  /** What a program keeps with the node, by names of its own, as the `data` of unist: values that JSON has. The library only carries it along; see `itu_texts.nodes.with_data`. */
  data?: Record<string, unknown>;
  /** Its address in its text, on demand. */
  address?: string;
  /** Its eId in Akoma Ntoso, on demand. */
  eid?: string;
  /** Of a text: who it is, when it was adopted and how it stands, each with its ground, on demand. */
  claims?: Claim[];
}

/** A mark in the words that refers to a footnote: the `1` of `countries1`. */
export interface FootnoteAnchor {
  /** The class of the object. */
  type: "footnote_anchor";
  /** The words or characters, as printed. */
  text: string;
  /** The index of the footnote in the footnotes of the document. */
  note: number;
  /** The position of the mark in `.text` of its node: before the character at this offset. */
  offset: number;
  span: Span;
  /** What a program keeps with the node, by names of its own, as the `data` of unist: values that JSON has. The library only carries it along; see `itu_texts.nodes.with_data`. */
  data?: Record<string, unknown>;
  /** Its address in its text, on demand. */
  address?: string;
  /** Its eId in Akoma Ntoso, on demand. */
  eid?: string;
  /** Of a text: who it is, when it was adopted and how it stands, each with its ground, on demand. */
  claims?: Claim[];
}

/** The margin of a provision besides its number: `PP-98`; see `itu_texts.Provision.history`. */
export interface MarginNote {
  /** The class of the object. */
  type: "margin_note";
  /** The words or characters, as printed. */
  text: string;
  span: Span;
  /** What a program keeps with the node, by names of its own, as the `data` of unist: values that JSON has. The library only carries it along; see `itu_texts.nodes.with_data`. */
  data?: Record<string, unknown>;
  /** Its address in its text, on demand. */
  address?: string;
  /** Its eId in Akoma Ntoso, on demand. */
  eid?: string;
  /** Of a text: who it is, when it was adopted and how it stands, each with its ground, on demand. */
  claims?: Claim[];
}

/** Markdown signs, which are not words: emphasis, escapes, links, pipes of provisions in tables. */
export interface Markup {
  /** The class of the object. */
  type: "markup";
  /** The words or characters, as printed. */
  text: string;
  span: Span;
  /** What a program keeps with the node, by names of its own, as the `data` of unist: values that JSON has. The library only carries it along; see `itu_texts.nodes.with_data`. */
  data?: Record<string, unknown>;
  /** Its address in its text, on demand. */
  address?: string;
  /** Its eId in Akoma Ntoso, on demand. */
  eid?: string;
  /** Of a text: who it is, when it was adopted and how it stands, each with its ground, on demand. */
  claims?: Claim[];
}

/** A page number: `– 27 –`. */
export interface PageNumber {
  /** The class of the object. */
  type: "page_number";
  /** The words or characters, as printed. */
  text: string;
  span: Span;
  /** What a program keeps with the node, by names of its own, as the `data` of unist: values that JSON has. The library only carries it along; see `itu_texts.nodes.with_data`. */
  data?: Record<string, unknown>;
  /** Its address in its text, on demand. */
  address?: string;
  /** Its eId in Akoma Ntoso, on demand. */
  eid?: string;
  /** Of a text: who it is, when it was adopted and how it stands, each with its ground, on demand. */
  claims?: Claim[];
}

/** A line repeated on each page: `RES12-2`. */
export interface RunningHead {
  /** The class of the object. */
  type: "running_head";
  /** The words or characters, as printed. */
  text: string;
  span: Span;
  /** What a program keeps with the node, by names of its own, as the `data` of unist: values that JSON has. The library only carries it along; see `itu_texts.nodes.with_data`. */
  data?: Record<string, unknown>;
  /** Its address in its text, on demand. */
  address?: string;
  /** Its eId in Akoma Ntoso, on demand. */
  eid?: string;
  /** Of a text: who it is, when it was adopted and how it stands, each with its ground, on demand. */
  claims?: Claim[];
}

/** Characters that are not words: control characters, zero-width characters, a rule without a note below it. */
export interface StrayCharacters {
  /** The class of the object. */
  type: "stray_characters";
  /** The words or characters, as printed. */
  text: string;
  span: Span;
  /** What a program keeps with the node, by names of its own, as the `data` of unist: values that JSON has. The library only carries it along; see `itu_texts.nodes.with_data`. */
  data?: Record<string, unknown>;
  /** Its address in its text, on demand. */
  address?: string;
  /** Its eId in Akoma Ntoso, on demand. */
  eid?: string;
  /** Of a text: who it is, when it was adopted and how it stands, each with its ground, on demand. */
  claims?: Claim[];
}

/** Something odd in a text: a code, a severity, a message for an editor, and a place. */
export interface Diagnostic {
  /** The kind of the diagnostic: a key of `CODES`. */
  code: string;
  /** How serious it is. */
  severity: "info" | "warning" | "error";
  /** A sentence for an editor, which says what to do. */
  message: string;
  span: Span;
  /** The replacements that together mend it, if there is one right answer. */
  fixes?: Fix[];
}

/** A stretch of a document in several languages. */
export interface Language {
  /** The class of the object. */
  type: "language";
  /** The code of the language: `fr`. */
  code: string;
  span: Span;
  /** What a program keeps with the node, by names of its own, as the `data` of unist: values that JSON has. The library only carries it along; see `itu_texts.nodes.with_data`. */
  data?: Record<string, unknown>;
  /** Its address in its text, on demand. */
  address?: string;
  /** Its eId in Akoma Ntoso, on demand. */
  eid?: string;
  /** Of a text: who it is, when it was adopted and how it stands, each with its ground, on demand. */
  claims?: Claim[];
}

/** Deleted words. */
export interface Deletion {
  /** The class of the object. */
  type: "deletion";
  /** The words that were inserted or deleted. */
  text: string;
  /** The author of the change, as the file names them. */
  author?: string;
  /** The time of the change, as the file has it: `2018-11-12T09:30:00Z`. */
  date?: string;
  span: Span;
  /** What a program keeps with the node, by names of its own, as the `data` of unist: values that JSON has. The library only carries it along; see `itu_texts.nodes.with_data`. */
  data?: Record<string, unknown>;
  /** Its address in its text, on demand. */
  address?: string;
  /** Its eId in Akoma Ntoso, on demand. */
  eid?: string;
  /** Of a text: who it is, when it was adopted and how it stands, each with its ground, on demand. */
  claims?: Claim[];
}

/** Inserted words. */
export interface Insertion {
  /** The class of the object. */
  type: "insertion";
  /** The words that were inserted or deleted. */
  text: string;
  /** The author of the change, as the file names them. */
  author?: string;
  /** The time of the change, as the file has it: `2018-11-12T09:30:00Z`. */
  date?: string;
  span: Span;
  /** What a program keeps with the node, by names of its own, as the `data` of unist: values that JSON has. The library only carries it along; see `itu_texts.nodes.with_data`. */
  data?: Record<string, unknown>;
  /** Its address in its text, on demand. */
  address?: string;
  /** Its eId in Akoma Ntoso, on demand. */
  eid?: string;
  /** Of a text: who it is, when it was adopted and how it stands, each with its ground, on demand. */
  claims?: Claim[];
}

/** A comment in the margin of a Word file; its span is that of the words that it is about. */
export interface Comment {
  /** The class of the object. */
  type: "comment";
  /** The words of the comment, one paragraph on each line. */
  text: string;
  /** The author, as the file names them. */
  author?: string;
  /** The time of the comment, as the file has it. */
  date?: string;
  span: Span;
  /** What a program keeps with the node, by names of its own, as the `data` of unist: values that JSON has. The library only carries it along; see `itu_texts.nodes.with_data`. */
  data?: Record<string, unknown>;
  /** Its address in its text, on demand. */
  address?: string;
  /** Its eId in Akoma Ntoso, on demand. */
  eid?: string;
  /** Of a text: who it is, when it was adopted and how it stands, each with its ground, on demand. */
  claims?: Claim[];
}

/** Words in bold. */
export interface Bold {
  /** The class of the object. */
  type: "bold";
  /** The words. */
  text: string;
  span: Span;
  /** What a program keeps with the node, by names of its own, as the `data` of unist: values that JSON has. The library only carries it along; see `itu_texts.nodes.with_data`. */
  data?: Record<string, unknown>;
  /** Its address in its text, on demand. */
  address?: string;
  /** Its eId in Akoma Ntoso, on demand. */
  eid?: string;
  /** Of a text: who it is, when it was adopted and how it stands, each with its ground, on demand. */
  claims?: Claim[];
}

/** Words in italics: *inter alia*. */
export interface Italic {
  /** The class of the object. */
  type: "italic";
  /** The words. */
  text: string;
  span: Span;
  /** What a program keeps with the node, by names of its own, as the `data` of unist: values that JSON has. The library only carries it along; see `itu_texts.nodes.with_data`. */
  data?: Record<string, unknown>;
  /** Its address in its text, on demand. */
  address?: string;
  /** Its eId in Akoma Ntoso, on demand. */
  eid?: string;
  /** Of a text: who it is, when it was adopted and how it stands, each with its ground, on demand. */
  claims?: Claim[];
}

/** A stretch of a consolidated text that came from an amendment. */
export interface Amended {
  /** The class of the object. */
  type: "amended";
  /** The action of the amendment: `ADD`, `MOD`, or `SUP`; the stretch of `SUP` is the heading, or the first words, of the node that contained the suppressed part. */
  action: string;
  /** The marker of the amendment, as printed: `MOD B2/49/1`. */
  marker: string;
  /** The number of the amending document, from 1. */
  amending: number;
  span: Span;
  /** What a program keeps with the node, by names of its own, as the `data` of unist: values that JSON has. The library only carries it along; see `itu_texts.nodes.with_data`. */
  data?: Record<string, unknown>;
  /** Its address in its text, on demand. */
  address?: string;
  /** Its eId in Akoma Ntoso, on demand. */
  eid?: string;
  /** Of a text: who it is, when it was adopted and how it stands, each with its ground, on demand. */
  claims?: Claim[];
}

/** What a publisher says of a text. */
export interface Published {
  /** Its subjects. */
  keywords?: Keyword[];
  /** Its course, from the draft to the adoption. */
  steps?: Step[];
  /** The votes on it. */
  votings?: Voting[];
}

/** A piece of the source map: its offset in the text, and its place in a file. */
export interface OriginPiece {
  /** The number of the paragraph in a Word document, including the paragraphs of tables and footnotes. */
  paragraph?: number;
  /** The path of the element in a web page: `/html/body/p[3]`. */
  element?: string;
  /** The page of a PDF. */
  page?: number;
  /** The line of a page of a PDF, of an AsciiDoc file, or of a text file in two columns. */
  line?: number;
  /** The offset of its first character. */
  start: number;
}

/** The line that names a text: RESOLUTION 999 (REV. CITY, 2022). */
export interface Designation {
  /** The class of the object. */
  type: "designation";
  /** The whole line, as printed. */
  text: string;
  /** The kind of text, one of `itu_texts.tree.nodes.blocks.KINDS`; `text` if none is named. */
  kind?: "text" | "resolution" | "decision" | "recommendation" | "opinion" | "amendment" | "corrigendum" | "erratum" | "supplement" | "report" | "question" | "presidential_statement" | "implementers_guide" | "technical_paper" | "technical_report";
  /** The number as printed: `77`, `155A`, `COM5/3`, `ITU-R 2-8`, `[B-1]`. */
  number?: string;
  /** The mark without its brackets: `Rev. City, 2022`, `WRC-23`. */
  revision?: string;
  /** The words before the kind: `Draft new`, `[Revised] Draft new`. */
  status?: string;
  span: Span;
  /** What a program keeps with the node, by names of its own, as the `data` of unist: values that JSON has. The library only carries it along; see `itu_texts.nodes.with_data`. */
  data?: Record<string, unknown>;
  /** The positions of the status, kind, number and revision mark in the line. */
  parts?: Part[];
  /** Its address in its text, on demand. */
  address?: string;
  /** Its eId in Akoma Ntoso, on demand. */
  eid?: string;
  /** Of a text: who it is, when it was adopted and how it stands, each with its ground, on demand. */
  claims?: Claim[];
}

/** The title of a text, an annex or a division, lines joined. */
export interface Title {
  /** The class of the object. */
  type: "title";
  /** The words. */
  text: string;
  span: Span;
  /** What a program keeps with the node, by names of its own, as the `data` of unist: values that JSON has. The library only carries it along; see `itu_texts.nodes.with_data`. */
  data?: Record<string, unknown>;
  /** Its address in its text, on demand. */
  address?: string;
  /** Its eId in Akoma Ntoso, on demand. */
  eid?: string;
  /** Of a text: who it is, when it was adopted and how it stands, each with its ground, on demand. */
  claims?: Claim[];
}

/** The line that says where a text was adopted and revised: `(City, 2002; City, 2006)` below the title. Below a text of the United Nations: `48th plenary meeting`, `6 December 2024`, the vote. */
export interface History {
  /** The class of the object. */
  type: "history";
  /** The words, with the brackets. */
  text: string;
  span: Span;
  /** What a program keeps with the node, by names of its own, as the `data` of unist: values that JSON has. The library only carries it along; see `itu_texts.nodes.with_data`. */
  data?: Record<string, unknown>;
  /** The positions in the words of what they say: `meeting`, `adopted` (a day), `vote`, `question`. */
  parts?: Part[];
  /** Its address in its text, on demand. */
  address?: string;
  /** Its eId in Akoma Ntoso, on demand. */
  eid?: string;
  /** Of a text: who it is, when it was adopted and how it stands, each with its ground, on demand. */
  claims?: Claim[];
}

/** The adopting formula: `The World Radiocommunication Conference (City, 2023),`. */
export interface Formula {
  /** The class of the object. */
  type: "formula";
  /** The words, as printed. */
  text: string;
  /** The body that adopts, without the article. */
  body: string;
  /** The place where the body met. */
  place?: string;
  /** The year in which the body met. */
  year?: number;
  span: Span;
  /** What a program keeps with the node, by names of its own, as the `data` of unist: values that JSON has. The library only carries it along; see `itu_texts.nodes.with_data`. */
  data?: Record<string, unknown>;
  /** The positions in the words of the body, the place and the year; of the `meeting`, the day (`adopted`) and the `agenda_title`, if it tells of a meeting. */
  parts?: Part[];
  /** Its address in its text, on demand. */
  address?: string;
  /** Its eId in Akoma Ntoso, on demand. */
  eid?: string;
  /** Of a text: who it is, when it was adopted and how it stands, each with its ground, on demand. */
  claims?: Claim[];
}

/** A clause: a heading and the blocks below it. */
export interface Clause {
  /** The class of the object. */
  type: "clause";
  /** The half of the text that the clause belongs to. */
  role: "preamble" | "operative";
  /** The number with which it begins, as printed: `1.`; empty if it has none, as in ITU texts. */
  label?: string;
  span: Span;
  /** What a program keeps with the node, by names of its own, as the `data` of unist: values that JSON has. The library only carries it along; see `itu_texts.nodes.with_data`. */
  data?: Record<string, unknown>;
  heading: Heading;
  /** The blocks below the heading. */
  blocks?: Array<Paragraph | Item | Note | Table | Contents>;
  /** Its address in its text, on demand. */
  address?: string;
  /** Its eId in Akoma Ntoso, on demand. */
  eid?: string;
  /** Of a text: who it is, when it was adopted and how it stands, each with its ground, on demand. */
  claims?: Claim[];
}

/** The line below the heading of an annex or a division that says where it is referred to: `(see No. 9.7)`. */
export interface HeadingReference {
  /** The class of the object. */
  type: "heading_reference";
  /** The words, with the brackets. */
  text: string;
  span: Span;
  /** What a program keeps with the node, by names of its own, as the `data` of unist: values that JSON has. The library only carries it along; see `itu_texts.nodes.with_data`. */
  data?: Record<string, unknown>;
  /** Its address in its text, on demand. */
  address?: string;
  /** Its eId in Akoma Ntoso, on demand. */
  eid?: string;
  /** Of a text: who it is, when it was adopted and how it stands, each with its ground, on demand. */
  claims?: Claim[];
}

/** The heading of a clause, an annex or a division: *instructs the Director of the Radiocommunication Bureau*. */
export interface Heading {
  /** The class of the object. */
  type: "heading";
  /** The words as printed, lines joined; empty if the heading is missing. */
  text: string;
  /** The verb phrase of a clause, without adverbs: *considering*, *resolves to invite*. */
  verb?: string;
  /** The meaning of the verb, the same in all languages: `CONSIDERING`, `INSTRUCTS` (for *resolves to instruct* too); empty if it is unknown, and for annexes and divisions. */
  concept?: string;
  /** The dash or colon between the heading of an annex or division and a title on the same line. */
  separator?: string;
  span: Span;
  /** What a program keeps with the node, by names of its own, as the `data` of unist: values that JSON has. The library only carries it along; see `itu_texts.nodes.with_data`. */
  data?: Record<string, unknown>;
  /** The addressees that the heading names, one entry each. */
  addressees?: Addressee[];
  /** The other phrases: "in consultation with ...", "as appropriate", "to complete in time for ...". */
  side_phrases?: string[];
  /** Its address in its text, on demand. */
  address?: string;
  /** Its eId in Akoma Ntoso, on demand. */
  eid?: string;
  /** Of a text: who it is, when it was adopted and how it stands, each with its ground, on demand. */
  claims?: Claim[];
}

/** An item of an agenda, and the texts named below it. */
export interface AgendaItem {
  /** The class of the object. */
  type: "agenda_item";
  /** The label as printed: `2.`. */
  label: string;
  span: Span;
  /** What a program keeps with the node, by names of its own, as the `data` of unist: values that JSON has. The library only carries it along; see `itu_texts.nodes.with_data`. */
  data?: Record<string, unknown>;
  /** The words, and the texts named below them. */
  blocks?: Array<Paragraph | Entry>;
  /** Its address in its text, on demand. */
  address?: string;
  /** Its eId in Akoma Ntoso, on demand. */
  eid?: string;
  /** Of a text: who it is, when it was adopted and how it stands, each with its ground, on demand. */
  claims?: Claim[];
}

/** A text named in an agenda or a list of contents: its designation and title, without a body. */
export interface Entry {
  /** The class of the object. */
  type: "entry";
  /** The label before it in a list: `–`, `a)`. */
  label?: string;
  span: Span;
  /** What a program keeps with the node, by names of its own, as the `data` of unist: values that JSON has. The library only carries it along; see `itu_texts.nodes.with_data`. */
  data?: Record<string, unknown>;
  designation: Designation;
  title?: Title;
  page?: PageReference;
  /** Its address in its text, on demand. */
  address?: string;
  /** Its eId in Akoma Ntoso, on demand. */
  eid?: string;
  /** Of a text: who it is, when it was adopted and how it stands, each with its ground, on demand. */
  claims?: Claim[];
}

/** A line of a cover. */
export interface CoverLine {
  /** The class of the object. */
  type: "cover_line";
  /** The words. */
  text: string;
  span: Span;
  /** What a program keeps with the node, by names of its own, as the `data` of unist: values that JSON has. The library only carries it along; see `itu_texts.nodes.with_data`. */
  data?: Record<string, unknown>;
  /** The positions in the line of what it says: `number`, `organ`, `date_issued`, `session` ... */
  parts?: Part[];
  /** Its address in its text, on demand. */
  address?: string;
  /** Its eId in Akoma Ntoso, on demand. */
  eid?: string;
  /** Of a text: who it is, when it was adopted and how it stands, each with its ground, on demand. */
  claims?: Claim[];
}

/** A row of a table. */
export interface Row {
  /** The class of the object. */
  type: "row";
  /** Whether the row names the columns, as far as the file says so. */
  header?: boolean;
  span: Span;
  /** What a program keeps with the node, by names of its own, as the `data` of unist: values that JSON has. The library only carries it along; see `itu_texts.nodes.with_data`. */
  data?: Record<string, unknown>;
  /** The cells, from left to right. */
  cells?: Cell[];
  /** Its address in its text, on demand. */
  address?: string;
  /** Its eId in Akoma Ntoso, on demand. */
  eid?: string;
  /** Of a text: who it is, when it was adopted and how it stands, each with its ground, on demand. */
  claims?: Claim[];
}

/** A replacement of a stretch of a text that mends what a diagnostic reports. */
export interface Fix {
  span: Span;
  /** The words that stand there instead. */
  text: string;
}

/** A subject of a text. */
export interface Keyword {
  /** The subject: `water_management`. */
  value: string;
  /** Its name, as it is shown. */
  shown?: string;
  /** The list of subjects that it is in: `UNBIS Thesaurus`. */
  dictionary?: string;
  /** Its IRI. */
  link?: string;
  /** What it is, if it is no subject: `agenda` for an item of an agenda. */
  about?: string;
  /** A short form of its name. */
  short?: string;
  /** Who gives the subject. */
  source?: string;
}

/** A step in the course of a text, from its draft to its adoption. */
export interface Step {
  /** What was done: `draftResolution`, `adopted`. */
  outcome: string;
  /** The day, in ISO 8601; empty if none is published. */
  date?: string;
  /** The document that shows it: `A/77/L.15`, `A/77/PV.39`. */
  document?: string;
  /** Who did it: the sponsors of a draft. */
  by?: string;
}

/** A vote on a text. */
export interface Voting {
  /** `adoptedWithoutVote`, `adoptedRecordedVote`. */
  outcome?: string;
  /** The votes of each kind. */
  counts?: Count[];
}

/** A stretch of the words of a node that states one of its attributes: its number, its kind ... */
export interface Part {
  /** The name of the attribute. */
  name: string;
  /** Offset of the first character in `.text` of the node. */
  start: number;
  /** Offset of the character after the last one. */
  end: number;
}

/** An addressee that a heading or an item names. */
export interface Addressee {
  /** A key of `itu_texts.CONCEPTS`. */
  concept: "SG" | "DSG" | "DIR_BR" | "DIR_TSB" | "DIR_BDT" | "DIRECTORS_OTHER" | "BR" | "TSB" | "BDT" | "BUREAUX" | "COUNCIL" | "RRB" | "ITU_R" | "ITU_T" | "ITU_D" | "SECTORS" | "GENERAL_SECRETARIAT" | "MEMBER_STATES" | "SECTOR_MEMBERS" | "ASSOCIATES" | "ACADEMIA" | "MEMBERSHIP" | "ADMINISTRATIONS" | "STUDY_GROUPS" | "ITU_R_STUDY_GROUPS" | "ITU_T_STUDY_GROUPS" | "ITU_D_STUDY_GROUPS" | "RAG" | "TSAG" | "TDAG" | "RA" | "WTSA" | "WTDC" | "WRC" | "PP" | "CPM" | "PRESIDENT_UNGA" | "HCHR" | "UNHCR" | "SPECIAL_RAPPORTEUR" | "INDEPENDENT_EXPERT" | "SPECIAL_REPRESENTATIVE" | "UNGA" | "UNSC" | "UNHRC" | "ECOSOC" | "SECRETARIAT" | "UN_SYSTEM" | "SPECIALIZED_AGENCIES" | "FUNDS_PROGRAMMES" | "REGIONAL_COMMISSIONS" | "TREATY_BODIES" | "SPECIAL_PROCEDURES" | "ORGANIZATION" | "STATES" | "STATES_PARTIES" | "GOVERNMENTS" | "PARTIES" | "INTERNATIONAL_COMMUNITY" | "CIVIL_SOCIETY" | "PRIVATE_SECTOR" | "OTHER" | "NOT_NAMED";
  /** The words as printed; for several addressees in one phrase ("the Directors of the three Bureaux") the whole phrase. */
  text: string;
  span?: Span;
}

/** A page number in a list of contents, with the leader dots before it. */
export interface PageReference {
  /** The class of the object. */
  type: "page_reference";
  /** The number as printed. */
  number: string;
  span: Span;
  /** What a program keeps with the node, by names of its own, as the `data` of unist: values that JSON has. The library only carries it along; see `itu_texts.nodes.with_data`. */
  data?: Record<string, unknown>;
  /** Its address in its text, on demand. */
  address?: string;
  /** Its eId in Akoma Ntoso, on demand. */
  eid?: string;
  /** Of a text: who it is, when it was adopted and how it stands, each with its ground, on demand. */
  claims?: Claim[];
}

/** A cell of a table; its text may be empty. */
export interface Cell {
  /** The class of the object. */
  type: "cell";
  /** The words. */
  text: string;
  span: Span;
  /** What a program keeps with the node, by names of its own, as the `data` of unist: values that JSON has. The library only carries it along; see `itu_texts.nodes.with_data`. */
  data?: Record<string, unknown>;
  /** Its address in its text, on demand. */
  address?: string;
  /** Its eId in Akoma Ntoso, on demand. */
  eid?: string;
  /** Of a text: who it is, when it was adopted and how it stands, each with its ground, on demand. */
  claims?: Claim[];
}

/** The votes of one kind. */
export interface Count {
  /** Their number. */
  votes: number;
  /** `inFavour`, `against`, `abstaining`, `nonVoting`. */
  choice: string;
  /** Those who voted so, as published. */
  voters?: string[];
}

/** Any node of a tree. */
export type Node =
  | Document
  | Decision
  | Opinion
  | Publication
  | Recommendation
  | Resolution
  | Text
  | Amendment
  | Annex
  | Division
  | Provision
  | Reasons
  | SignatureBlock
  | Agenda
  | Contents
  | Cover
  | Paragraph
  | Item
  | Note
  | Table
  | Footnote
  | FootnoteAnchor
  | MarginNote
  | Markup
  | PageNumber
  | RunningHead
  | StrayCharacters
  | Language
  | Deletion
  | Insertion
  | Comment
  | Bold
  | Italic
  | Amended
  | Designation
  | Title
  | History
  | Formula
  | Clause
  | HeadingReference
  | Heading
  | AgendaItem
  | Entry
  | CoverLine
  | Row
  | PageReference
  | Cell;
