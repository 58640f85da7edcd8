-- A soan report file, schema 3. The program compares this text with what a file holds and refuses anything else:
-- a change here needs a new version number and a step in src/report/schema.c.
--
-- Times are seconds since 1970 UTC, positions bytes of UTF-8. Section 0 stands for "above the top", -1 for the bin.
--
-- Invariants, tested by soan_report_verify():
--  R1  The tree: every parent is 0, -1 or a section; no circle; depth is the parent's plus one (1 at the top; in the
--      bin a root keeps what it had); pos runs 1, 2, 3 … without gaps among the children of each parent.
--  R2  A branch in the bin: its root has parent -1 and a home; removed is the journal row that took it there, the same
--      for the whole branch; 0 for everything outside.
--  R3  Markers: path is the component that kind, number and shown give, nth its place among siblings with the same;
--      NONE has neither style nor text.
--  R4  Titles and texts are clean (NFC, newline the only control); a title is one line; bytes is the text's length.
--  R5  words counts the text; blanks counts the open marks of title and text and the places of figures without value;
--      blanks_below is blanks plus the blanks_below of the children.
--  R6  place holds every figure key in title and text of a section, how often, and in which order first.
--  R7  total agrees with the sections outside the bin and with the ledger.
--  R8  The journal is the truth: section_origin (without one: the text itself) changed by every edit of its section in
--      order gives section_text; rev is the newest journal row that names the section; an edit has its journal row.
--  R9  An anchor lies within its text, start before stop or at it, on whole characters, in the section of its comment,
--      and is whole where the words are the quote; a reply is in the section of its comment. What was decided is
--      resolved, and has a reason where not all was adopted.
--  R10 Figures: keys are valid, kinds are known, value and previous are such as the kind accepts, a target reads as it stands,
--      a date is one, what has no value is neither confirmed nor locked.
--  R11 state is empty or drafting as the text is empty or not, unless it is further on; every member named exists.
--  R12 Formulas: operand holds the figures that a formula names, no figure needs itself in the end, the value is what the
--      formula gives, or empty with a reason; a figure without a formula has no reason.
--  R13 A section is approved if it has an approval that holds; its code is that of title and text as shown now.
--  R14 Suggestions: open and accepted ones lie within their text as an anchor does; words and note are clean, the words are
--      others than those that stand there; what is decided has its journal row; pending are the open ones, and those accepted
--      whose edit is undone.

CREATE TABLE meta (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE total (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    sections INTEGER NOT NULL,
    words INTEGER NOT NULL,
    blanks INTEGER NOT NULL,
    figures INTEGER NOT NULL,
    figures_open INTEGER NOT NULL,
    figure_rev INTEGER NOT NULL
) STRICT;

-- gone: when it was removed (0: not); the row stays, for what it wrote stays.
CREATE TABLE member (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    role TEXT NOT NULL,
    since INTEGER NOT NULL,
    gone INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE section (
    id INTEGER PRIMARY KEY,
    parent INTEGER NOT NULL,
    pos INTEGER NOT NULL,
    depth INTEGER NOT NULL,
    kind TEXT NOT NULL,
    number INTEGER NOT NULL,
    style TEXT NOT NULL,
    shown TEXT NOT NULL,
    path TEXT NOT NULL,
    nth INTEGER NOT NULL DEFAULT 1,
    title TEXT NOT NULL,
    run_in INTEGER NOT NULL,
    state TEXT NOT NULL,
    words INTEGER NOT NULL,
    blanks INTEGER NOT NULL,
    blanks_below INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    rev INTEGER NOT NULL,
    removed INTEGER NOT NULL DEFAULT 0,
    home INTEGER NOT NULL DEFAULT 0,
    home_pos INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX section_pos ON section (parent, pos, blanks_below);
CREATE INDEX section_path ON section (parent, path, nth);

-- No row: an empty text.
CREATE TABLE section_text (
    id INTEGER PRIMARY KEY,
    body TEXT NOT NULL
) STRICT;

-- The text as it was before the first edit; written at that edit.
CREATE TABLE section_origin (
    id INTEGER PRIMARY KEY,
    body TEXT NOT NULL
) STRICT;

-- The bytes a section was imported from, where its export would not give them by itself.
CREATE TABLE section_raw (
    id INTEGER PRIMARY KEY,
    raw BLOB NOT NULL
) STRICT;

-- A figure with a formula is computed: its value changes with what it is computed from, and only so. decimals -1: as many as
-- are written or needed. target: `>= 95`, `<= 2`, `= 100`, `8 - 10`, or `95` without a direction. source: the department.
-- dated: of the paper.
CREATE TABLE figure (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    label TEXT NOT NULL,
    kind TEXT NOT NULL,
    unit TEXT NOT NULL,
    blank TEXT NOT NULL,
    decimals INTEGER NOT NULL DEFAULT -1,
    value TEXT NOT NULL DEFAULT '',
    target TEXT NOT NULL DEFAULT '',
    previous TEXT NOT NULL DEFAULT '',
    formula TEXT NOT NULL DEFAULT '',
    reason TEXT NOT NULL DEFAULT '',
    source TEXT NOT NULL DEFAULT '',
    paper TEXT NOT NULL DEFAULT '',
    dated TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    confirmed INTEGER NOT NULL DEFAULT 0,
    locked INTEGER NOT NULL DEFAULT 0,
    rev INTEGER NOT NULL
) STRICT;

-- Which figures a formula names.
CREATE TABLE operand (
    figure INTEGER NOT NULL,
    needs INTEGER NOT NULL,
    PRIMARY KEY (figure, needs)
) STRICT, WITHOUT ROWID;
CREATE INDEX operand_needs ON operand (needs);

-- A sheet of figures that was taken in: the journal rows of what it set have this one as their step.
CREATE TABLE sheet (
    journal INTEGER PRIMARY KEY,
    file TEXT NOT NULL,
    sender TEXT NOT NULL,
    dated TEXT NOT NULL
) STRICT;

-- Keys as they stand in the text, known to the ledger or not.
CREATE TABLE place (
    section INTEGER NOT NULL,
    key TEXT NOT NULL,
    n INTEGER NOT NULL,
    first INTEGER NOT NULL,
    PRIMARY KEY (section, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX place_key ON place (key, section, n);

-- One row for each thing done. step: the first row of the undo step it belongs to (0: itself). of: what an undo or redo
-- takes back. before, after: what a rename, move or fill changed. comment: where kind is suggest, accept, agree, reject or withdraw,
-- the suggestion (0: several).
CREATE TABLE journal (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    member INTEGER NOT NULL,
    kind TEXT NOT NULL,
    section INTEGER NOT NULL,
    figure INTEGER NOT NULL DEFAULT 0,
    comment INTEGER NOT NULL DEFAULT 0,
    step INTEGER NOT NULL DEFAULT 0,
    of INTEGER NOT NULL DEFAULT 0,
    before TEXT NOT NULL DEFAULT '',
    after TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX journal_section ON journal (section);
CREATE INDEX journal_figure ON journal (figure) WHERE figure <> 0;
CREATE INDEX journal_of ON journal (of) WHERE of <> 0;
CREATE INDEX journal_outline ON journal (member)
    WHERE kind IN ('add', 'rename', 'move', 'remove', 'restore', 'outline-undo', 'outline-redo');

CREATE TABLE edit (
    journal INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    pos INTEGER NOT NULL,
    removed TEXT NOT NULL,
    inserted TEXT NOT NULL,
    PRIMARY KEY (journal, seq)
) STRICT, WITHOUT ROWID;

-- The children of a parent as they were numbered before an outline step, where renumbering cannot find it again.
CREATE TABLE numbering (
    journal INTEGER NOT NULL,
    parent INTEGER NOT NULL,
    pos INTEGER NOT NULL,
    section INTEGER NOT NULL,
    kind TEXT NOT NULL,
    number INTEGER NOT NULL,
    style TEXT NOT NULL,
    shown TEXT NOT NULL,
    PRIMARY KEY (journal, parent, pos)
) STRICT, WITHOUT ROWID;

CREATE TABLE stand (
    member INTEGER PRIMARY KEY,
    section INTEGER NOT NULL,
    cursor INTEGER NOT NULL,
    top INTEGER NOT NULL,
    pane INTEGER NOT NULL,
    view TEXT NOT NULL
) STRICT;

-- home: the section it was made in; section: where its words are now. quote, before, after: the words and what stood
-- around them when they last stood in their place, source form, to find them again. kind: what sort of opinion. behalf: the body
-- that speaks through it. published 0: only its author sees it. withdrawn: when its author or an owner took it back. outcome:
-- '' while open or closed without one; answer: the journal row of the edit that takes it up. copy, page, line: where it stood on
-- paper. figure: the figure it is about, 0 if none.
CREATE TABLE comment (
    id INTEGER PRIMARY KEY,
    section INTEGER NOT NULL,
    home INTEGER NOT NULL,
    parent INTEGER NOT NULL,
    member INTEGER NOT NULL,
    author TEXT NOT NULL,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL DEFAULT '',
    behalf TEXT NOT NULL DEFAULT '',
    body TEXT NOT NULL,
    figure INTEGER NOT NULL DEFAULT 0,
    quote TEXT NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL,
    published INTEGER NOT NULL DEFAULT 1,
    resolved INTEGER NOT NULL DEFAULT 0,
    withdrawn INTEGER NOT NULL DEFAULT 0,
    outcome TEXT NOT NULL DEFAULT '',
    reason TEXT NOT NULL DEFAULT '',
    decided_by INTEGER NOT NULL DEFAULT 0,
    decided_at INTEGER NOT NULL DEFAULT 0,
    answer INTEGER NOT NULL DEFAULT 0,
    copy TEXT NOT NULL DEFAULT '',
    page INTEGER NOT NULL DEFAULT 0,
    line INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX comment_section ON comment (section);
CREATE INDEX comment_parent ON comment (parent) WHERE parent <> 0;
CREATE INDEX comment_open ON comment (section, published, member) WHERE parent = 0 AND resolved = 0;
CREATE INDEX comment_draft ON comment (member) WHERE published = 0;

-- Where the words under a comment are in the text of its section: apart from it, for every burst of typing moves them. whole: the
-- words are the quote. moved: they were found again elsewhere than where they stood. lost: the journal row that took
-- them or changed them, 0 while whole.
CREATE TABLE anchor (
    section INTEGER NOT NULL,
    comment INTEGER NOT NULL,
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    whole INTEGER NOT NULL DEFAULT 1,
    moved INTEGER NOT NULL DEFAULT 0,
    lost INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (section, comment)
) STRICT, WITHOUT ROWID;
CREATE INDEX anchor_astray ON anchor (lost) WHERE whole = 0;

-- Other words for [start, stop) of a text, not yet part of it; before, after: what stood around them. state: open, accepted,
-- rejected, withdrawn; decided: the journal row of that. pending: to be decided, also where the edit that took it up is undone.
CREATE TABLE suggestion (
    id INTEGER PRIMARY KEY,
    section INTEGER NOT NULL,
    member INTEGER NOT NULL,
    at INTEGER NOT NULL,
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    was TEXT NOT NULL,
    instead TEXT NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL,
    note TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL DEFAULT 'open',
    pending INTEGER NOT NULL DEFAULT 1,
    decided INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX suggestion_section ON suggestion (section);
CREATE INDEX suggestion_pending ON suggestion (section) WHERE pending = 1;
CREATE INDEX suggestion_decided ON suggestion (decided) WHERE decided <> 0;

-- Who writes a section, by when (due 0: no day).
CREATE TABLE assignment (
    section INTEGER PRIMARY KEY,
    member INTEGER NOT NULL,
    due INTEGER NOT NULL DEFAULT 0,
    by INTEGER NOT NULL,
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX assignment_member ON assignment (member);

-- Every approval that was given. shown: title and text as they were shown, so that what changed can be pointed at; code: of the
-- meaningful content of it. ended: when it lost its force (0: it holds), reason: why.
CREATE TABLE approval (
    id INTEGER PRIMARY KEY,
    section INTEGER NOT NULL,
    member INTEGER NOT NULL,
    at INTEGER NOT NULL,
    rev INTEGER NOT NULL,
    code TEXT NOT NULL,
    shown TEXT NOT NULL,
    ended INTEGER NOT NULL DEFAULT 0,
    ended_by INTEGER NOT NULL DEFAULT 0,
    reason TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX approval_section ON approval (section);

-- The newest journal row of a section that a member has looked at; section 0: of the whole report.
CREATE TABLE seen (
    member INTEGER NOT NULL,
    section INTEGER NOT NULL,
    rev INTEGER NOT NULL,
    PRIMARY KEY (member, section)
) STRICT, WITHOUT ROWID;

-- A named state of the whole report: everything up to journal row rev. print: the pages as they were printed then, by `options`.
CREATE TABLE milestone (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    at INTEGER NOT NULL,
    member INTEGER NOT NULL,
    rev INTEGER NOT NULL,
    note TEXT NOT NULL DEFAULT '',
    options TEXT NOT NULL DEFAULT '',
    sha256 TEXT NOT NULL DEFAULT '',
    print BLOB NOT NULL DEFAULT x''
) STRICT;

-- Pages given out on paper: copies first to last of the state behind rev. map: page, line, section, from, to of every line.
CREATE TABLE printing (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    member INTEGER NOT NULL,
    rev INTEGER NOT NULL,
    label TEXT NOT NULL DEFAULT '',
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    map BLOB NOT NULL
) STRICT;

-- Who has the report open: a process, told from later ones of the same number by when it began (clock ticks since boot) and
-- by the boot. active: time of its last key. section: where it is.
CREATE TABLE session (
    id INTEGER PRIMARY KEY,
    member INTEGER NOT NULL,
    boot TEXT NOT NULL,
    pid INTEGER NOT NULL,
    began INTEGER NOT NULL,
    since INTEGER NOT NULL,
    active INTEGER NOT NULL,
    section INTEGER NOT NULL DEFAULT 0
) STRICT;

-- The right to type in a section.
CREATE TABLE lease (
    section INTEGER PRIMARY KEY,
    session INTEGER NOT NULL,
    member INTEGER NOT NULL,
    since INTEGER NOT NULL,
    active INTEGER NOT NULL
) STRICT;

-- Who waits for a lease, in order.
CREATE TABLE waiting (
    id INTEGER PRIMARY KEY,
    section INTEGER NOT NULL,
    session INTEGER NOT NULL,
    member INTEGER NOT NULL,
    at INTEGER NOT NULL,
    UNIQUE (section, session)
) STRICT;

-- What a member is to be told at the next chance: a lease that was taken over, an approval that ended.
CREATE TABLE notice (
    id INTEGER PRIMARY KEY,
    member INTEGER NOT NULL,
    section INTEGER NOT NULL,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    by INTEGER NOT NULL,
    text TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX notice_member ON notice (member);
