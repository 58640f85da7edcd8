-- Brings a report of schema 2 to schema 3. Tables are rebuilt, never altered: their text must be that of schema.sql.

ALTER TABLE member RENAME TO member_2;
CREATE TABLE member (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    role TEXT NOT NULL,
    since INTEGER NOT NULL,
    gone INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO member (id, name, role, since) SELECT id, name, role, since FROM member_2;
DROP TABLE member_2;

DROP INDEX comment_section;
DROP INDEX comment_open;
ALTER TABLE comment RENAME TO comment_2;
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
INSERT INTO comment (id, section, home, parent, member, author, at, body, quote, before, after, resolved)
    SELECT id, section, section, parent, member, author, at, body, quote, before, after, resolved FROM comment_2;
INSERT INTO anchor (section, comment, start, stop, whole)
    SELECT c.section, c.id, c.start, c.stop,
        CAST(substr(CAST(coalesce(t.body, '') AS BLOB), c.start + 1, c.stop - c.start) AS TEXT) = c.quote
    FROM comment_2 c LEFT JOIN section_text t ON t.id = c.section WHERE c.anchored = 1 AND c.parent = 0;
DROP TABLE comment_2;

CREATE INDEX journal_of ON journal (of) WHERE of <> 0;

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

CREATE TABLE assignment (
    section INTEGER PRIMARY KEY,
    member INTEGER NOT NULL,
    due INTEGER NOT NULL DEFAULT 0,
    by INTEGER NOT NULL,
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX assignment_member ON assignment (member);

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

CREATE TABLE seen (
    member INTEGER NOT NULL,
    section INTEGER NOT NULL,
    rev INTEGER NOT NULL,
    PRIMARY KEY (member, section)
) STRICT, WITHOUT ROWID;

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

CREATE TABLE lease (
    section INTEGER PRIMARY KEY,
    session INTEGER NOT NULL,
    member INTEGER NOT NULL,
    since INTEGER NOT NULL,
    active INTEGER NOT NULL
) STRICT;

CREATE TABLE waiting (
    id INTEGER PRIMARY KEY,
    section INTEGER NOT NULL,
    session INTEGER NOT NULL,
    member INTEGER NOT NULL,
    at INTEGER NOT NULL,
    UNIQUE (section, session)
) STRICT;

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
