/*
 * The reports of the directory one was let in for: choosing one, making one, and back here when it is left.
 */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "soan/tui.h"
#include "tui/dialog.h"

enum { NAME_MOST = 60, TRIES_MOST = 1000 };

struct shelf {
    struct app *app;
    struct soan_shelf reports;
    struct list list;
};

static const struct soan_shelf_item *item_at(const struct shelf *s, size_t i)
{
    return &s->reports.item[i];
}

/* ---- what is shown ---- */

static void append_time(int64_t at, struct text *out)
{
    time_t then = (time_t)at, now = time(NULL);
    struct tm t, today;
    localtime_r(&then, &t);
    localtime_r(&now, &today);
    if (t.tm_year == today.tm_year) {
        when_short(at, out);
    } else {
        when_day(at, out);
        text_append_char(out, ' ');
    }
}

static void shelf_row(void *arg, size_t i, int cols, struct text *out)
{
    const struct soan_shelf_item *item = item_at(arg, i);
    struct text right = {0};
    const struct text *name = item->title.len ? &item->title : &item->file;

    if (item->problem.len) {
        text_append_str(&right, _("cannot be read"));
    } else {
        text_append_str(&right, item->here.len ? (term_ascii() ? "* " : "● ") : "  ");
        append_time(item->at, &right);
        text_append_char(&right, ' ');
        text_ellipsize(text_view(&item->by), cols / 4, &right);
    }
    int room = cols - text_width(text_view(&right)) - 1;
    size_t from = out->len;
    text_ellipsize(text_view(name), room, out);
    int used = text_width(text_view_part(text_view(out), from, out->len));
    text_printf(out, "%*s", used < room ? room - used + 1 : 1, "");
    text_append(out, text_view(&right));
    text_free(&right);
}

static void shelf_detail(void *arg, size_t i, struct text *out)
{
    const struct soan_shelf_item *item = item_at(arg, i);
    text_append(out, text_view(&item->file));
    if (item->problem.len) {
        text_printf(out, "\n%s", text_str(&item->problem));
    } else if (item->here.len) {
        text_printf(out, _("\nopen now: %s"), text_str(&item->here));
    }
}

void shelf_draw_ground(struct app *app)
{
    struct text right = {0};
    int cols = term_cols();

    for (int row = 0; row < term_rows(); row++) {
        term_blank(row, 0, cols, row ? ROLE_TEXT : ROLE_STATUS);
    }
    text_printf(&right, "%s ", confined() ? confined() : "");
    int width = text_width(text_view(&right));
    term_put(0, 1, cols - width - 2, text_view_of(_("Reports")), ROLE_STATUS);
    term_put(0, cols - width, width, text_view(&right), ROLE_STATUS);
    status_draw_keys(app);
    text_free(&right);
}

/* ---- keeping up ---- */

/* The cursor stays on its report wherever others put theirs. */
static void keep_cursor(struct shelf *s, struct text_view file)
{
    s->list.n = s->reports.n;
    for (size_t i = 0; i < s->reports.n; i++) {
        if (text_view_equal(text_view(&item_at(s, i)->file), file)) {
            s->list.cursor = i;
        }
    }
}

static bool read_again(struct shelf *s)
{
    struct error e = {0};
    bool changed = false;
    struct text file = {0};

    if (s->list.cursor < s->reports.n) {
        text_append(&file, text_view(&item_at(s, s->list.cursor)->file));
    }
    if (!soan_shelf_read(".", &s->reports, &changed, &e)) {
        app_fail(s->app, &e);
    }
    keep_cursor(s, text_view(&file));
    text_free(&file);
    return changed;
}

static void on_idle(struct app *app)
{
    if (read_again(app->idle_arg)) {
        app->dirty |= DIRTY_OVERLAY;
    }
}

/* ---- making one ---- */

struct template_list {
    struct text name[16], what[16];
    size_t n;
};

static bool add_template(struct text_view name, struct text_view what, void *arg)
{
    struct template_list *t = arg;
    t->name[t->n] = text_copy(name);
    t->what[t->n] = text_copy(what);
    return ++t->n < SOAN_ARRAY_LEN(t->name);
}

static void template_row(void *arg, size_t i, int cols, struct text *out)
{
    const struct template_list *t = arg;
    (void)cols;
    text_append(out, text_view(&t->what[i]));
}

static void template_list_free(struct template_list *t)
{
    for (size_t i = 0; i < t->n; i++) {
        text_free(&t->name[i]);
        text_free(&t->what[i]);
    }
}

static void with_end(struct text_view typed, struct text *out)
{
    text_append(out, typed);
    if (!text_view_ends(typed, TEXT_LIT(".soan"))) {
        text_append_str(out, ".soan");
    }
}

static bool is_free(const char *file, struct error *e)
{
    struct stat st;
    return confine_allows(file, CONFINE_REPORT, e) &&
           (lstat(file, &st) != 0 ||
            error_set(e, SOAN_CANNOT_CREATE, _("%s: exists already; choose another name"), file));
}

static bool accept_file(void *arg, struct text_view typed, struct error *e)
{
    struct text file = {0};
    (void)arg;
    with_end(typed, &file);
    bool ok = typed.len ? is_free(text_str(&file), e) : error_set(e, SOAN_USAGE, _("The file needs a name."));
    text_free(&file);
    return ok;
}

/* A name made of the title, that is not taken: Báo cáo năm 2026 -> bao-cao-nam-2026 */
static void offer_file(struct text_view title, struct text *out)
{
    struct text folded = {0}, stem = {0};

    viet_fold(title, VIET_FOLD_BLIND, &folded, NULL);
    for (size_t i = 0; i < folded.len && stem.len < NAME_MOST; i++) {
        char c = folded.bytes[i];
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
            text_append_char(&stem, c);
        } else if (stem.len && stem.bytes[stem.len - 1] != '-') {
            text_append_char(&stem, '-');
        }
    }
    while (stem.len && stem.bytes[stem.len - 1] == '-') {
        text_replace(&stem, stem.len - 1, 1, TEXT_LIT(""));
    }
    for (int n = 1; stem.len && n < TRIES_MOST; n++) {
        text_clear(out);
        if (n == 1) {
            text_printf(out, "%s.soan", text_str(&stem));
        } else {
            text_printf(out, "%s-%d.soan", text_str(&stem), n);
        }
        if (is_free(text_str(out), NULL)) {
            break;
        }
    }
    text_free(&folded);
    text_free(&stem);
}

static bool create(const char *template, const char *file, struct text_view title, struct error *e)
{
    struct text_view v;
    struct soan_outline o = {0};
    const struct soan_outline_options options = {.keep_lines = false};

    if (!soan_template_find(template, &v)) {
        return error_set(e, SOAN_NO_INPUT, _("%s: no such template; `soan templates` lists them"), template);
    }
    struct text bytes = text_copy(v);
    bool ok = soan_outline_parse(&bytes, &options, &o, e) && soan_report_create(file, &o, title, confined(), e);
    soan_outline_free(&o);
    text_free(&bytes);
    return ok;
}

/* Asks what and how it is to be called; true: *file is there. */
static bool make(struct app *app, struct text *file)
{
    struct template_list t = {0};
    struct error e = {0};
    struct text title = {0}, name = {0};
    struct prompt about = {.title = _("New report"), .about = text_view_of(_("What is it called? Its title:"))};
    struct prompt where = {.title = _("New report"), .accept = accept_file,
                           .about = text_view_of(_("Name of its file here, which ends in .soan:"))};
    bool made = false;

    if (!soan_template_each(add_template, &t, &e)) {
        app_fail(app, &e);
    }
    struct list l = {.title = _("New report from a template"), .keys = _("Enter takes it  Esc closes"), .row = template_row,
                     .arg = &t, .n = t.n};
    if (t.n && list_run(app, &l)) {
        text_append(&title, text_view(&t.what[l.cursor]));
        if (dialog_prompt(app, &about, &title)) {
            offer_file(text_view(&title), &name);
            if (dialog_prompt(app, &where, &name)) {
                with_end(text_view(&name), file);
                made = create(text_str(&t.name[l.cursor]), text_str(file), text_view(&title), &e);
            }
        }
    }
    if (e.message.len) {
        app_fail(app, &e);
    }
    template_list_free(&t);
    text_free(&title);
    text_free(&name);
    return made;
}

/* ---- choosing ---- */

static bool is_command(const struct key_event *k)
{
    enum action a = action_of_key(k, IN_SHELF);
    return a == ACT_HELP || a == ACT_REPORT_NEW;
}

static void open_report(struct shelf *s, const char *file)
{
    struct soan_report *r = NULL;
    struct error e = {0};

    if (!soan_report_open(file, confined(), &r, &e) || !app_edit(r, file, &s->app->hung_up, &e)) {
        app_fail(s->app, &e);
    }
    soan_report_close(&r);
    read_again(s);
    keep_cursor(s, text_view_of(file));
    s->app->dirty = DIRTY_ALL;
}

static void do_chosen(struct shelf *s, enum action a)
{
    struct text file = {0};

    if (a == ACT_HELP) {
        help_open(s->app);
    } else if (a == ACT_REPORT_NEW) {
        if (make(s->app, &file)) {
            open_report(s, text_str(&file));
        }
    } else {
        text_append(&file, text_view(&item_at(s, s->list.cursor)->file));
        open_report(s, text_str(&file));
    }
    text_free(&file);
}

bool soan_tui_shelf(struct error *e)
{
    struct app app = {.dirty = DIRTY_ALL, .idle = on_idle};
    struct shelf s = {.app = &app};
    bool changed;

    s.list = (struct list){.title = _("Reports"), .keys = _("Enter opens  Ins new  F1 help  F10 leaves"), .full = true,
                           .row = shelf_row, .detail = shelf_detail, .other = is_command, .empty = true, .arg = &s};
    app.idle_arg = &s;
    if (!soan_shelf_read(".", &s.reports, &changed, e) || !term_open(e)) {
        soan_shelf_free(&s.reports);
        return false;
    }
    input_init(&app.input);
    s.list.n = s.reports.n;
    while (!app.hung_up) {
        if (!s.reports.n && !app.message.len) {
            app_say(&app, _("No report is here yet. Ins makes one."));
        }
        bool chosen = list_run(&app, &s.list);
        if (chosen) {
            do_chosen(&s, action_of_key(&s.list.key, IN_SHELF));
        } else if (s.list.key.key != K_ESC) {
            break; /* Esc is pressed once too often too easily for leaving the host */
        }
    }
    input_free(&app.input);
    text_free(&app.message);
    soan_shelf_free(&s.reports);
    term_close();
    return true;
}
