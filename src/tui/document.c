#include <stdlib.h>
#include <string.h>

#include "tui/document.h"

void document_close(struct document *d)
{
    text_editor_free(&d->ed);
    text_free(&d->path);
    soan_section_free(&d->section);
    soan_standing_free(&d->standing);
    error_free(&d->failure);
    *d = (struct document){0};
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\n';
}

/* No mark of the source form holds a blank, so only the word round pos is looked at, however long the paragraph. */
static bool atom_near(struct text_view text, size_t pos, size_t *from, size_t *to)
{
    size_t start = pos, end = pos;

    while (start > 0 && !is_blank(text.bytes[start - 1])) {
        start--;
    }
    while (end < text.len && !is_blank(text.bytes[end])) {
        end++;
    }
    if (!soan_source_atom(text_view_part(text, start, end), pos - start, from, to)) {
        return false;
    }
    *from += start;
    *to += start;
    return true;
}

static void load_text(struct document *d, struct text_view text, size_t cursor)
{
    text_editor_free(&d->ed);
    text_editor_init(&d->ed, text);
    d->ed.atom = atom_near;
    text_editor_goto(&d->ed, cursor > text.len ? text.len : cursor);
}

bool document_open(struct document *d, struct soan_report *r, int64_t id, size_t cursor, struct error *e)
{
    struct document next = {.id = id};
    struct text text = {0};
    bool ok = false;

    if (!soan_section_text(r, id, &text, &next.rev, e) || !document_refresh_heading(&next, r, e)) {
        document_close(&next);
        goto out;
    }
    load_text(&next, text_view(&text), cursor);
    document_close(d);
    *d = next;
    ok = true;
out:
    text_free(&text);
    return ok;
}

bool document_refresh_heading(struct document *d, struct soan_report *r, struct error *e)
{
    struct text path = {0};
    struct soan_section section = {0};

    if (!soan_section_path(r, d->id, &path, e) || !soan_section_get(r, d->id, &section, e) ||
        !soan_section_standing(r, &section, &d->standing, e)) {
        text_free(&path);
        soan_section_free(&section);
        return false;
    }
    text_free(&d->path);
    soan_section_free(&d->section);
    d->path = path;
    d->section = section;
    return true;
}

void document_touched(struct document *d, msec now)
{
    if (!d->ed.changes.n) {
        return;
    }
    if (!d->burst_began) {
        d->burst_began = now;
    }
    d->last_typed = now;
}

bool document_pending(const struct document *d)
{
    return d->id && d->ed.changes.n > 0;
}

int document_due(const struct document *d, msec now)
{
    if (!document_pending(d)) {
        return -1;
    }
    msec due = d->last_typed + DOCUMENT_PAUSE_MS;
    if (due > d->burst_began + DOCUMENT_BURST_MS) {
        due = d->burst_began + DOCUMENT_BURST_MS;
    }
    if (d->retry_at) {
        due = d->retry_at;
    }
    return due <= now ? 0 : (int)(due - now);
}

/* Reads the text again; the cursor stays with the words it stood in, as far as one replacement can tell. */
static bool reload(struct document *d, struct soan_report *r, struct error *e)
{
    struct text text = {0};
    int64_t rev;

    if (!soan_section_text(r, d->id, &text, &rev, e)) {
        return false;
    }
    struct text *old = &d->ed.text;
    size_t most = old->len < text.len ? old->len : text.len, head = 0, tail = 0, cursor = d->ed.cursor;
    while (head < most && old->bytes[head] == text.bytes[head]) {
        head++;
    }
    while (tail < most - head && old->bytes[old->len - tail - 1] == text.bytes[text.len - tail - 1]) {
        tail++;
    }
    if (cursor > head) {
        cursor = cursor >= old->len - tail ? cursor + text.len - old->len : head;
    }
    uint64_t group = d->ed.group;
    load_text(d, text_view(&text), cursor);
    d->ed.group = group;
    text_editor_break_group(&d->ed);
    d->rev = rev;
    text_free(&text);
    return true;
}

static void settled(struct document *d)
{
    text_changes_free(&d->ed.changes);
    d->burst_began = d->last_typed = d->retry_at = 0;
    error_free(&d->failure);
}

/* The paragraphs of the editor's text that hold changes not yet committed. */
static struct text_view changed_paragraphs(const struct document *d)
{
    struct text_view text = text_view(&d->ed.text);
    size_t from = SIZE_MAX, to = 0;

    for (size_t i = 0; i < d->ed.changes.n; i++) {
        const struct text_change *c = &d->ed.changes.item[i];
        to = to > c->pos ? text_map_position(to, c->pos, c->removed.len, c->inserted.len, TEXT_GRAVITY_RIGHT) : to;
        from = from < c->pos ? from : c->pos;
        to = to > c->pos + c->inserted.len ? to : c->pos + c->inserted.len;
    }
    to = to > text.len ? text.len : to;
    from = from > to ? to : from;
    while (from > 0 && text.bytes[from - 1] != '\n') {
        from--;
    }
    while (to < text.len && text.bytes[to] != '\n') {
        to++;
    }
    return text_view_part(text, from, to);
}

/* Another member rewrote the very words: theirs stay, one's own paragraphs are put behind them. */
static bool keep_both(struct document *d, struct soan_report *r, struct error *e)
{
    struct text mine = text_copy(changed_paragraphs(d));
    bool ok = reload(d, r, e);

    if (ok) {
        struct text *text = &d->ed.text;
        size_t at = d->ed.cursor;
        while (at < text->len && text->bytes[at] != '\n') {
            at++;
        }
        struct text added = {0};
        text_append_char(&added, '\n');
        text_append(&added, text_view(&mine));
        text_editor_replace(&d->ed, at, at, text_view(&added));
        text_free(&added);
        d->joined = true;
    }
    text_free(&mine);
    return ok;
}

/* Another member types here now and the words do not fit into the text: they are kept beside it. */
static bool set_aside(struct document *d, struct soan_report *r, struct text_view holder, struct error *e)
{
    struct soan_comment c = {.section = d->id};
    int64_t id;

    text_printf(&c.body, _("Typed while %.*s was writing here, and not part of the text: "), (int)holder.len, holder.bytes);
    text_append(&c.body, changed_paragraphs(d));
    bool ok = soan_comment_add(r, &c, &id, e) && reload(d, r, e);
    soan_comment_free(&c);
    if (ok) {
        settled(d);
        d->aside = true;
    }
    return ok;
}

static bool apply_all(struct document *d, const struct text_changes *c, size_t *last)
{
    for (size_t i = 0; i < c->n; i++) {
        const struct text_change *x = &c->item[i];
        if (!text_editor_apply(&d->ed, x->pos, text_view(&x->removed), text_view(&x->inserted))) {
            return false;
        }
        if (last) {
            *last = x->pos + x->inserted.len;
        }
    }
    return true;
}

static bool try_commit(struct document *d, struct soan_report *r, struct error *e)
{
    struct soan_written w = {0};

    if (!soan_section_edit(r, d->id, d->rev, &d->ed.changes, d->ed.cursor, &w, e)) {
        return false;
    }
    d->rev = w.rev;
    settled(d);
    bool ok = apply_all(d, &w.theirs, NULL) || reload(d, r, e);
    soan_written_free(&w);
    return ok;
}

static bool rewritten_by_others(struct document *d, struct soan_report *r)
{
    struct text_changes theirs = {0};
    int64_t rev;
    bool yes = soan_section_changes_since(r, d->id, d->rev, &theirs, &rev, NULL) && theirs.n > 0;
    text_changes_free(&theirs);
    return yes;
}

bool document_commit(struct document *d, struct soan_report *r, msec now)
{
    struct error e = {0};

    if (!document_pending(d)) {
        return true;
    }
    bool ok = try_commit(d, r, &e);
    struct soan_lease lease = {0};
    if (!ok && e.status == SOAN_BUSY && soan_lease_get(r, d->id, &lease, NULL) && lease.held && !lease.own) {
        error_free(&e);
        ok = set_aside(d, r, text_view(&lease.member), &e);
    } else if (!ok && e.status == SOAN_BUSY && rewritten_by_others(d, r)) {
        error_free(&e);
        ok = keep_both(d, r, &e) && try_commit(d, r, &e);
    }
    soan_lease_free(&lease);
    if (!ok) {
        error_free(&d->failure);
        d->failure = e;
        d->retry_at = now + DOCUMENT_RETRY_MS;
    }
    return ok;
}

bool document_merge(struct document *d, struct soan_report *r, bool *changed, struct error *e)
{
    struct text_changes theirs = {0};
    int64_t rev;

    *changed = false;
    if (!d->id) {
        return true;
    }
    if (!soan_section_changes_since(r, d->id, d->rev, &theirs, &rev, e)) {
        return false;
    }
    *changed = theirs.n > 0;
    bool ok = true;
    if (apply_all(d, &theirs, NULL)) {
        d->rev = rev;
    } else {
        ok = reload(d, r, e);
    }
    text_changes_free(&theirs);
    return ok;
}

bool document_undo(struct document *d, struct soan_report *r, bool redo, size_t *elsewhere, struct error *e)
{
    struct soan_written w = {0};
    struct text_changes done = {0};
    size_t last = d->ed.cursor;

    *elsewhere = 0;
    if (!soan_section_undo(r, d->id, d->rev, redo, &done, &w, e)) {
        return false;
    }
    bool ok = true;
    *elsewhere = w.elsewhere;
    text_editor_select(&d->ed, false);
    if (apply_all(d, &w.theirs, NULL) && apply_all(d, &done, &last)) {
        d->rev = w.rev;
        text_editor_goto(&d->ed, last);
    } else {
        ok = reload(d, r, e);
    }
    text_editor_break_group(&d->ed);
    soan_written_free(&w);
    text_changes_free(&done);
    return ok;
}
