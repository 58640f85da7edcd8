#include "tui/app.h"

/* What lies over the bytes of one paragraph, in its shown form. */
struct cover {
    size_t from, to;
    enum role role;
};

/* A hit lies under the marks: what goes and what comes must be told apart in it. The selection lies over them. */
enum { COVERS = 2, OVER_MARKS = 1 };

/* Shown bytes of the part of [from, to) of the section's text that falls into p. */
static struct cover cover_of(const struct flow_paragraph *p, size_t from, size_t to, enum role role)
{
    struct cover c = {0, 0, role};
    if (from < to && from <= p->to && to > p->from) {
        c.from = flow_to_shown(p, from > p->from ? from - p->from : 0);
        c.to = flow_to_shown(p, (to < p->to ? to : p->to) - p->from);
    }
    return c;
}

/* The mark at pos, if any: its role; *until: how far that reaches. *mark: the first that ends behind pos. */
static void mark_role(const struct flow_paragraph *p, size_t *mark, size_t pos, enum role *role, size_t *until)
{
    static const enum role roles[] = {
        [FLOW_GOES] = ROLE_DELETED, [FLOW_COMES] = ROLE_INSERTED, [FLOW_DOUBT] = ROLE_COMMENT,
    };
    while (*mark < p->covers && p->cover[*mark].to <= pos) {
        ++*mark;
    }
    if (*mark == p->covers) {
        return;
    }
    const struct flow_cover *c = &p->cover[*mark];
    size_t end = pos < c->from ? c->from : c->to;
    *until = *until < end ? *until : end;
    if (pos >= c->from) {
        *role = roles[c->kind];
    }
}

/* What lies over a line: how far each has been passed. */
struct passing {
    const struct soan_hunk *said, *said_end; /* bytes of the text that comments are about */
    size_t span, mark;
};

/* Commented words at pos; a figure in them is still drawn as one. */
static void said_role(const struct flow_paragraph *p, struct passing *x, size_t pos, enum role *role, size_t *until)
{
    struct cover c = {0};
    while (x->said < x->said_end && (c = cover_of(p, x->said->from, x->said->to, ROLE_COMMENT)).to <= pos) {
        x->said++;
    }
    if (x->said < x->said_end) {
        size_t end = pos < c.from ? c.from : c.to;
        *until = *until < end ? *until : end;
        *role = pos >= c.from && *role == ROLE_TEXT ? ROLE_COMMENT : *role;
    }
}

/* Role of the shown byte at pos; *until: how far it reaches. */
static enum role role_at(const struct flow_paragraph *p, const struct cover *cover, struct passing *x, size_t pos,
                         size_t *until)
{
    enum role role = ROLE_TEXT;
    size_t end = SIZE_MAX;

    if (!p->plain) {
        const struct soan_projection *s = &p->shown;
        while (x->span < s->n && s->span[x->span].out_to <= pos) {
            ++x->span;
        }
        if (x->span < s->n && s->span[x->span].out_from <= pos) {
            end = s->span[x->span].out_to;
            if (s->span[x->span].kind == SOAN_TOKEN_FIGURE) {
                role = s->span[x->span].open ? ROLE_FIGURE_OPEN : ROLE_FIGURE;
            }
        }
    }
    said_role(p, x, pos, &role, &end);
    for (int i = 0; i < COVERS; i++) {
        if (i == OVER_MARKS) {
            mark_role(p, &x->mark, pos, &role, &end);
        }
        if (pos < cover[i].from) {
            end = end < cover[i].from ? end : cover[i].from;
        } else if (pos < cover[i].to) {
            role = cover[i].role;
            end = end < cover[i].to ? end : cover[i].to;
        }
    }
    *until = end;
    return role;
}

/* The commented words from the shown byte `from` on. */
static void said_in(const struct app *app, const struct flow_paragraph *p, size_t from, size_t to, struct passing *x)
{
    const struct remarks *l = &app->remarks;
    size_t low = 0, high = l->covers;

    if (!l->covers) {
        return;
    }
    size_t source = p->from + flow_to_source(p, from), end = p->from + flow_to_source(p, to);
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (l->cover[mid].to <= source) {
            low = mid + 1;
        } else {
            high = mid;
        }
    }
    x->said = x->said_end = &l->cover[low];
    while (x->said_end < l->cover + l->covers && x->said_end->from < end) {
        x->said_end++;
    }
}

/* Beside a line: `*` for commented words in it, `?` where such words have gone; letters, so that every terminal has them. */
static void draw_margin(const struct app *app, const struct flow_paragraph *p, size_t from, size_t to, int row, bool said)
{
    bool gone = false;

    for (size_t i = 0; !said && !gone && i < app->remarks.n; i++) {
        const struct remark *x = &app->remarks.item[i];
        if (x->words && x->from == x->to && x->from >= p->from && x->from <= p->to) {
            size_t at = flow_to_shown(p, x->from - p->from);
            gone = at >= from && at < to;
        }
    }
    term_put(app->text_rect.row + row, app->text_rect.col - 1, 1, said ? TEXT_LIT("*") : gone ? TEXT_LIT("?") : TEXT_LIT(" "),
             said || gone ? ROLE_COMMENT : ROLE_TEXT);
}

static void draw_line(struct app *app, const struct flow_paragraph *p, size_t line, const struct cover *cover,
                      int row)
{
    struct rect r = app->text_rect;
    size_t start;
    struct passing x = {0};
    struct text_view v = flow_line_view(p, line, &start);
    int col = flow_indent(p, line), right = r.cols;

    if (!p->plain) {
        /* Spans before this line are passed by halving, a paragraph may hold thousands. */
        size_t low = 0, high = p->shown.n;
        while (low < high) {
            size_t mid = low + (high - low) / 2;
            if (p->shown.span[mid].out_to <= start) {
                low = mid + 1;
            } else {
                high = mid;
            }
        }
        x.span = low;
    }
    said_in(app, p, start, start + v.len, &x);
    draw_margin(app, p, start, line + 1 < p->lines.n ? start + v.len : SIZE_MAX, row, x.said < x.said_end);
    term_blank(r.row + row, r.col, col, ROLE_TEXT);
    for (size_t pos = start; pos < start + v.len && col < right;) {
        size_t until;
        enum role role = role_at(p, cover, &x, pos, &until);
        until = until < start + v.len ? until : start + v.len;
        col += term_put(r.row + row, r.col + col, right - col, text_view_part(v, pos - start, until - start), role);
        pos = until;
    }
    term_blank(r.row + row, r.col + col, right - col, ROLE_TEXT);
}

void textpane_draw(struct app *app)
{
    struct text_view text = text_view(&app->doc.ed.text);
    struct rect r = app->text_rect;
    size_t from = 0, to = 0;
    int row = 0;

    if (!app->doc.id) {
        for (; row < r.rows; row++) {
            term_blank(r.row + row, r.col - 1, r.cols + 1, ROLE_TEXT);
        }
        return;
    }
    if (!text_editor_selection(&app->doc.ed, &from, &to)) {
        from = to = 0;
    }
    bool hit = app->hit.section == app->doc.id && !app->hit.in_title;
    struct flow_line at = flow_find(&app->flow, text, app->top, NULL);
    bool more = true;
    for (; row < r.rows && more; row++) {
        const struct flow_paragraph *p = flow_at(&app->flow, text, at.from);
        struct cover cover[COVERS] = {
            cover_of(p, app->hit.from, hit ? app->hit.to : 0, ROLE_HIT),
            cover_of(p, from, to, ROLE_SELECTION),
        };
        draw_line(app, p, at.line, cover, row);
        more = flow_step(&app->flow, text, &at, 1) == 1;
    }
    for (; row < r.rows; row++) {
        term_blank(r.row + row, r.col - 1, r.cols + 1, ROLE_TEXT);
    }
}

void textpane_place_cursor(struct app *app)
{
    struct text_view text = text_view(&app->doc.ed.text);
    struct rect r = app->text_rect;
    int col = 0, row = 0;

    if (app->doc.id) {
        struct flow_line cursor = flow_find(&app->flow, text, app->doc.ed.cursor, &col);
        struct flow_line at = flow_find(&app->flow, text, app->top, NULL);
        while ((at.from != cursor.from || at.line != cursor.line) && row + 1 < r.rows &&
               flow_step(&app->flow, text, &at, 1)) {
            row++;
        }
    }
    app->cursor_row = r.row + row;
    app->cursor_col = r.col + (col < r.cols ? col : r.cols - 1);
}

/* Of the section as a whole, or of its figures. */
static bool said_of_section(const struct app *app)
{
    return app->doc.id && app->remarks.n && !app->remarks.item[0].words;
}

/* How many suggestions there are for the section, and whether their result is shown. */
static void append_marked(const struct app *app, struct text *out)
{
    unsigned long n = (unsigned long)app->marks.n;
    if (n && app->marks.result) {
        text_append_str(out, _(" as if accepted"));
    } else if (n) {
        text_printf(out, soan_ngettext(" %lu suggestion", " %lu suggestions", n), n);
    }
}

static void append_due(const struct soan_standing *s, struct text *out)
{
    time_t at = (time_t)s->due;
    struct tm t;

    if (s->due) {
        localtime_r(&at, &t);
        text_printf(out, s->late ? _(", late since %02d/%02d") : _(", until %02d/%02d"), t.tm_mday, t.tm_mon + 1);
    }
}

/* ` [vt1 is writing]` if somebody else is; else who approved, or who is to write it by when. The title gives way. */
static void append_writer(struct app *app, struct text *out)
{
    const struct soan_lease *l = &app->presence.here;
    const struct soan_standing *s = &app->doc.standing;
    struct text name = {0};

    if (l->held && !l->own && l->section == app->doc.id) {
        text_ellipsize(text_view(&l->member), 16, &name);
        text_printf(out, _(" [%s is writing]"), text_str(&name));
    } else if (s->approver.len) {
        text_ellipsize(text_view(&s->approver), 16, &name);
        text_printf(out, _(" [approved: %s]"), text_str(&name));
    } else if (s->assignee.len) {
        text_ellipsize(text_view(&s->assignee), 16, &name);
        text_printf(out, " [%s", text_str(&name));
        append_due(s, out);
        text_append_char(out, ']');
    }
    text_free(&name);
}

void textpane_draw_heading(struct app *app)
{
    struct rect r = app->text_rect;
    struct text line = {0};
    int used = 0;

    if (app->doc.id) {
        text_append(&line, text_view(&app->doc.path));
        text_append_str(&line, term_ascii() ? " - " : " · ");
        treepane_title(app, &app->doc.section, &line);
        struct text cut = {0}, marked = {0}, who = {0};
        append_marked(app, &marked);
        append_writer(app, &who);
        int right = text_width(text_view(&marked)), end = text_width(text_view(&who));
        right = right < (r.cols - end) / 2 ? right : 0;
        int room = r.cols - right - end;
        text_ellipsize(text_view(&line), room, &cut);
        used = term_put(r.row - 1, r.col, room, text_view(&cut), ROLE_HEADING);
        term_blank(r.row - 1, r.col + used, room - used, ROLE_HEADING);
        used = room + term_put(r.row - 1, r.col + room, right, text_view(&marked), ROLE_INSERTED);
        used += term_put(r.row - 1, r.col + used, end, text_view(&who), ROLE_HEADING);
        text_free(&cut);
        text_free(&marked);
        text_free(&who);
    }
    term_blank(r.row - 1, r.col + used, r.cols - used, ROLE_HEADING);
    term_put(r.row - 1, r.col - 1, 1, said_of_section(app) ? TEXT_LIT("*") : TEXT_LIT(" "), ROLE_COMMENT);
    text_free(&line);
}
