-- Brings a report of schema 1 to schema 2: figures learn where they come from and how they are computed. Version 1 could set
-- neither target nor formula.

ALTER TABLE figure RENAME TO figure_1;
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
INSERT INTO figure (id, key, label, kind, unit, blank, value, target, formula, source, confirmed, locked, rev)
 SELECT id, key, label, kind, unit, blank, value, '', '', source, confirmed AND value <> '', locked AND value <> '', rev FROM figure_1;
DROP TABLE figure_1;
CREATE TABLE operand (
    figure INTEGER NOT NULL,
    needs INTEGER NOT NULL,
    PRIMARY KEY (figure, needs)
) STRICT, WITHOUT ROWID;
CREATE INDEX operand_needs ON operand (needs);
CREATE TABLE sheet (
    journal INTEGER PRIMARY KEY,
    file TEXT NOT NULL,
    sender TEXT NOT NULL,
    dated TEXT NOT NULL
) STRICT;
CREATE INDEX journal_figure ON journal (figure) WHERE figure <> 0;
