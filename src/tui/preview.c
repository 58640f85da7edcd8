/*
 * The printed pages on the screen. They are laid out a piece at a time while no key waits, and anew when others have changed the
 * report; until the new ones have come as far as the page shown, the old ones stay.
 */
#include <stdlib.h>

#include "tui/preview.h"

enum { SLICE_MS = 15, FIRST_MS = 40, COUNT_MS = 500, SIDEWAYS = 8 };

/* ---- laying out ---- */

static void pages_drop(struct pages_kept **p)
{
    if (*p) {
        pages_kept_close(*p);
        mem_free(p);
    }
}

static bool begin(struct preview *p, struct pages_kept **into, struct error *e)
{
    p->rev = p->app->rev;
    *into = mem_alloc(sizeof(**into));
    if (pages_kept_open(*into, e)) {
        p->printing = soan_laying_begin(p->app->report, &SOAN_PRINT_DEFAULT, pages_kept_line, *into, e);
    }
    if (!p->printing) {
        pages_drop(into);
    }
    return p->printing;
}

static void look_for(struct pages_kept *pages, const struct spot *words)
{
    pages->want_section = words->section;
    pages->want_from = words->from;
    pages->want_title = words->in_title;
}

static void begin_anew(struct preview *p)
{
    struct error e = {0};

    if (!begin(p, &p->coming, &e)) {
        app_fail(p->app, &e);
    } else if (preview_load(p)) {
        const struct sheet_row *row = &p->sheet.row[p->at.row];
        look_for(p->coming, &(struct spot){row->section, row->in_title, row->from, row->to});
    }
}

/* The new pages take the place of the old ones; the cursor stays on its words, or at least on its page. */
static void swap(struct preview *p)
{
    struct pages_kept *now = p->coming;
    size_t above = p->at.row - p->top;

    pages_drop(&p->shown);
    p->shown = now;
    p->coming = NULL;
    p->complete = !p->printing;
    p->hit = (struct page_hit){0};
    p->loaded = 0;
    preview_go(p, now->found && now->place.page < now->n ? now->place : p->at);
    p->top = p->at.row > above ? p->at.row - above : 0;
}

static void end(struct preview *p, struct error *e)
{
    struct pages_kept *into = p->coming ? p->coming : p->shown;

    soan_laying_end(&p->printing);
    if (!e->message.len && !into->failed) {
        pages_kept_finish(into);
        p->complete = p->complete || !p->coming;
        p->app->dirty |= DIRTY_OVERLAY;
        return;
    }
    if (!e->message.len) {
        pages_kept_no_room(e);
    }
    pages_drop(&p->coming);
    app_fail(p->app, e);
}

static void follow(struct preview *p)
{
    struct pages_kept *s = p->shown;
    size_t before = p->loaded;

    if (p->coming && (!p->printing || p->coming->n > (p->coming->found ? p->coming->place.page : p->at.page))) {
        if (!p->printing || p->coming->found || !p->coming->want_section) {
            swap(p);
        }
    } else if (p->following && s->found && s->place.page < s->n) {
        preview_go(p, s->place);
    } else if (p->want_page && s->n && (p->want_page <= s->n || p->want_page == SIZE_MAX)) {
        size_t page = p->want_page == SIZE_MAX ? s->n : p->want_page;
        preview_go(p, (struct page_place){page - 1, 0});
        p->want_page = p->want_page == SIZE_MAX && p->printing ? SIZE_MAX : 0;
    }
    p->following = p->following && p->printing;
    if (p->want_page && p->complete) {
        app_say(p->app, soan_ngettext("There is %zu page.", "There are %zu pages.", p->shown->n), p->shown->n);
        p->want_page = 0;
    }
    if (p->loaded != before || !before || app_now() - p->drawn >= COUNT_MS) {
        p->app->dirty |= DIRTY_OVERLAY;
    }
}

void preview_lay_out(struct preview *p, msec ms)
{
    struct error e = {0};
    msec until = app_now() + ms;
    bool more = true, ok = true;

    while (p->printing && more && ok && app_now() < until) {
        ok = soan_laying_step(p->printing, &more, &e);
    }
    if (p->printing && (!more || !ok)) {
        end(p, &e);
    }
    follow(p);
}

static bool work(struct app *app, void *arg)
{
    struct preview *p = arg;

    if (!p->printing) {
        if (app->rev == p->rev) {
            return false;
        }
        begin_anew(p);
    }
    preview_lay_out(p, SLICE_MS);
    return p->printing;
}

/* ---- where the cursor is ---- */

bool preview_load(struct preview *p)
{
    if (p->loaded != p->at.page + 1) {
        p->loaded = p->at.page < p->shown->n && pages_kept_read(p->shown, p->at.page, &p->sheet) ? p->at.page + 1 : 0;
    }
    if (p->loaded && p->at.row >= p->sheet.n) {
        p->at.row = p->sheet.n ? p->sheet.n - 1 : 0;
    }
    return p->loaded && p->sheet.n;
}

void preview_go(struct preview *p, struct page_place to)
{
    size_t n = p->shown->n;

    if (to.page >= n) {
        to = (struct page_place){n ? n - 1 : 0, SIZE_MAX};
    }
    if (to.page != p->at.page) {
        p->top = 0;
    }
    p->at = to;
    preview_load(p);
    p->app->dirty |= DIRTY_OVERLAY;
}

static void step_page(struct preview *p, bool back)
{
    size_t page = p->at.page;

    if (back ? page > 0 : page + 1 < p->shown->n) {
        preview_go(p, (struct page_place){back ? page - 1 : page + 1, 0});
    }
}

/* Over the edge of a page to the next one. */
static void step_row(struct preview *p, size_t rows, bool back)
{
    struct page_place to = p->at;

    if (back && to.row == 0) {
        if (to.page > 0) {
            preview_go(p, (struct page_place){to.page - 1, SIZE_MAX});
        }
        return;
    }
    if (!back && to.row + 1 >= p->sheet.n) {
        step_page(p, false);
        return;
    }
    size_t last = p->sheet.n ? p->sheet.n - 1 : 0;
    to.row = back ? to.row - (to.row < rows ? to.row : rows) : to.row + rows < last ? to.row + rows : last;
    preview_go(p, to);
}

/* ---- drawing ---- */

static void append_title(const struct preview *p, struct text *out)
{
    if (!p->shown->n) {
        text_append_str(out, p->complete ? _("Nothing to print yet") : _("The pages are being laid out…"));
    } else if (p->complete) {
        text_printf(out, _("Page %zu/%zu"), p->at.page + 1, p->shown->n);
    } else {
        text_printf(out, _("Page %zu, at least %zu"), p->at.page + 1, p->shown->n);
    }
}

/* A row moved sideways, the words found in it marked. */
static void draw_row(const struct preview *p, size_t i, int row, int col, int cols)
{
    const struct sheet_row *s = &p->sheet.row[i];
    struct text_view line = sheet_line(&p->sheet, i);
    size_t skip = text_fit(line, p->left, NULL), end = s->at + s->len;
    size_t from = s->at + skip, to = end;
    bool marked = p->hit.to && p->hit.page == p->at.page;

    size_t a = marked && p->hit.from > from ? p->hit.from : from, b = marked ? p->hit.to : from;
    a = a > to ? to : a;
    b = b > to ? to : b < a ? a : b;
    const struct { size_t from, to; enum role role; } part[] = {
        {from, a, ROLE_DIALOG}, {a, b, ROLE_HIT}, {b, to, ROLE_DIALOG}};
    for (size_t k = 0; k < SOAN_ARRAY_LEN(part) && cols > 0; k++) {
        int used = term_put(row, col, cols, text_view_part(text_view(&p->sheet.text), part[k].from, part[k].to), part[k].role);
        col += used;
        cols -= used;
    }
}

static void keep_in_window(struct preview *p, struct rect r)
{
    int most = p->shown->columns > r.cols ? p->shown->columns - r.cols : 0;
    size_t rows = r.rows > 1 ? (size_t)r.rows : 1;

    p->rows = rows;
    p->left = p->left > most ? most : p->left;
    if (p->top + rows > p->sheet.n) {
        p->top = p->sheet.n > rows ? p->sheet.n - rows : 0;
    }
    if (p->at.row < p->top) {
        p->top = p->at.row;
    }
    if (p->at.row >= p->top + rows) {
        p->top = p->at.row - rows + 1;
    }
}

static void draw(struct app *app, void *arg)
{
    struct preview *p = arg;
    struct text title = {0};
    const char *keys = _("^N ^P page  ^O go to  F3 find  Enter text  F12 print");

    append_title(p, &title);
    bool any = preview_load(p);
    enum soan_fault fault = any ? p->sheet.row[p->at.row].fault : SOAN_FAULT_NONE;
    struct rect r = dialog_frame(text_str(&title), fault ? soan_fault_text(fault) : keys, term_rows(), term_cols());
    keep_in_window(p, r);
    for (int i = 0; any && i < r.rows; i++) {
        size_t row = p->top + (size_t)i;
        if (row < p->sheet.n) {
            draw_row(p, row, r.row + i, r.col, r.cols);
        } else if (row == p->sheet.n) {
            term_hline(r.row + i, r.col, r.cols); /* the end of the paper */
        }
    }
    app->cursor_row = r.row + (int)(p->at.row - p->top);
    app->cursor_col = r.col;
    p->drawn = app_now();
    text_free(&title);
}

/* ---- keys ---- */

static bool accept_page(void *arg, struct text_view typed, struct error *e)
{
    const struct preview *p = arg;
    struct text copy = text_copy(typed);
    char *stop;
    unsigned long page = strtoul(text_str(&copy), &stop, 10);
    bool number = typed.len && !*stop && page >= 1;
    text_free(&copy);
    if (!number) {
        return error_set(e, SOAN_USAGE, _("give the number of a page, as 12"));
    }
    if (p->complete && page > p->shown->n) {
        return error_set(e, SOAN_USAGE, soan_ngettext("There is %zu page.", "There are %zu pages.", p->shown->n), p->shown->n);
    }
    return true;
}

static void ask_page(struct preview *p)
{
    struct text typed = {0};
    struct prompt ask = {.title = _("Go to a page"), .about = text_view_of(_("Number of the page:")),
                         .accept = accept_page, .arg = p};

    if (dialog_prompt(p->app, &ask, &typed) && typed.len) {
        p->want_page = strtoul(text_str(&typed), NULL, 10);
        p->hits = false;
        follow(p);
    }
    text_free(&typed);
}

/* To the words of the line; true if they are on the screen now. */
static bool leave_for_words(struct preview *p)
{
    struct app *app = p->app;
    struct soan_section s = {0};
    struct error e = {0};

    if (!preview_load(p)) {
        return false;
    }
    const struct sheet_row *row = &p->sheet.row[p->at.row];
    if (!row->section) {
        app_say(app, _("This line belongs to the page, not to a section."));
        return false;
    }
    if (!soan_section_get(app->report, row->section, &s, &e)) {
        error_free(&e);
        app_say(app, _("This section was moved to the bin; it can be put back from there."));
        return false;
    }
    soan_section_free(&s);
    return app_go(app, &(struct spot){row->section, row->in_title, row->from, row->to});
}

static void move(struct preview *p, const struct key_event *k)
{
    size_t page = p->rows > 1 ? p->rows - 1 : 1;

    switch ((int)k->key) {
    case K_UP:
    case K_DOWN:
        step_row(p, 1, k->key == K_UP);
        break;
    case K_PAGE_UP:
    case K_PAGE_DOWN:
        step_row(p, page, k->key == K_PAGE_UP);
        break;
    case K_LEFT:
        p->left -= p->left > SIDEWAYS ? SIDEWAYS : p->left;
        break;
    case K_RIGHT:
        p->left += SIDEWAYS;
        break;
    case K_HOME:
        preview_go(p, (struct page_place){0, 0});
        break;
    case K_END:
        preview_go(p, (struct page_place){SIZE_MAX, 0});
        p->want_page = p->printing ? SIZE_MAX : 0;
        break;
    default:
        break;
    }
}

/* False: the preview is left. */
static bool take_key(struct preview *p, const struct key_event *k)
{
    enum action a = action_of_key(k, IN_TEXT);

    p->following = false;
    p->want_page = 0;
    p->app->dirty |= DIRTY_OVERLAY;
    if (k->key == K_ESC || a == ACT_LEAVE || (k->key == K_ENTER && leave_for_words(p))) {
        return false;
    }
    if (a == ACT_NEXT || a == ACT_PREV) {
        p->hits ? preview_find_next(p, a == ACT_PREV) : step_page(p, a == ACT_PREV);
    } else if (a == ACT_FIND) {
        preview_find_ask(p);
    } else if (a == ACT_GOTO) {
        ask_page(p);
    } else if (a == ACT_PREVIEW) {
        output_print(p->app);
    } else if (a == ACT_REDRAW) {
        term_redraw();
    } else {
        move(p, k);
    }
    return true;
}

static void run(struct preview *p)
{
    struct overlay o = {.draw = draw, .arg = p};
    struct key_event k;

    preview_lay_out(p, FIRST_MS);
    p->app->work = work;
    p->app->work_arg = p;
    app_push(p->app, &o);
    while (app_next(p->app, &k) && take_key(p, &k)) {
        /* on to the next key */
    }
    app_pop(p->app);
    p->app->work = NULL;
}

void preview_open(struct app *app)
{
    struct preview p = {.app = app, .following = true};
    struct error e = {0};
    const struct soan_section *s = branch_subject(app);
    struct spot here = {.section = s ? s->id : app->doc.id, .in_title = app->focus == PANE_TREE,
                        .from = app->doc.ed.cursor};

    if (!app_settle(app)) {
        return;
    }
    if (begin(&p, &p.shown, &e)) {
        look_for(p.shown, &here);
        run(&p);
    } else {
        app_fail(app, &e);
    }
    soan_laying_end(&p.printing);
    pages_drop(&p.shown);
    pages_drop(&p.coming);
    sheet_free(&p.sheet);
}
