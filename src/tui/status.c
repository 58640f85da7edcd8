#include <string.h>

#include "tui/dialog.h"

static void append_part(struct text *out, const char *part)
{
    if (out->len) {
        text_append_str(out, term_ascii() ? " - " : " · ");
    }
    text_append_str(out, part);
}

/* Only the mark before the time changes while one types: a status line costs bytes on every key otherwise. */
static void append_kept(struct app *app, struct text *out)
{
    struct tm t;
    localtime_r(&app->kept_at, &t);
    if (app->read_only) {
        text_append_str(out, _("read only"));
        return;
    }
    const char *mark = document_pending(&app->doc) ? (term_ascii() ? "." : "…") : (term_ascii() ? "=" : "✓");
    text_printf(out, "%s%02d:%02d", mark, t.tm_hour, t.tm_min);
}

static void append_counts(struct app *app, struct text *out)
{
    const struct soan_totals *t = &app->totals;
    struct text part = {0};

    if (t->figures > 0) {
        text_printf(&part, "%lld %%", (long long)((t->figures - t->figures_open) * 100 / t->figures));
        append_part(out, text_str(&part));
    }
    if (t->blanks > 0) {
        text_clear(&part);
        text_printf(&part, soan_ngettext("%lld blank", "%lld blanks", (unsigned long)t->blanks), (long long)t->blanks);
        append_part(out, text_str(&part));
    }
    if (t->comments_open > 0) {
        text_clear(&part);
        text_printf(&part, soan_ngettext("%lld comment", "%lld comments", (unsigned long)t->comments_open),
                    (long long)t->comments_open);
        append_part(out, text_str(&part));
    }
    if (t->suggestions > 0) {
        text_clear(&part);
        text_printf(&part, soan_ngettext("%lld suggestion", "%lld suggestions", (unsigned long)t->suggestions),
                    (long long)t->suggestions);
        append_part(out, text_str(&part));
    }
    text_free(&part);
}

void status_draw(struct app *app)
{
    int cols = term_cols();
    struct text right = {0}, left = {0};
    const char *method = input_method_name(&app->input);

    append_counts(app, &right);
    text_append_str(&right, "   ");
    if (method) {
        text_printf(&right, "%s  ", method);
    }
    text_printf(&right, "%s ", soan_report_member(app->report));
    bool failing = app->doc.retry_at != 0;
    if (failing) {
        text_append_str(&right, _("NOT KEPT"));
    } else {
        append_kept(app, &right);
    }
    text_append_char(&right, ' ');

    int width = text_width(text_view(&right));
    width = width > cols / 2 + 20 ? cols / 2 + 20 : width;
    text_append_char(&left, ' ');
    text_ellipsize(text_view(&app->title), cols - width - 2, &left);
    enum role role = failing ? ROLE_ERROR : ROLE_STATUS;
    int used = term_put(0, 0, cols - width, text_view(&left), role);
    term_blank(0, used, cols - width - used, role);
    used = cols - width;
    used += term_put(0, used, width, text_view(&right), role);
    term_blank(0, used, cols - used, role);
    text_free(&left);
    text_free(&right);
}

/* Number of the F-key an action begins with, 0 if none. */
static int f_key(const struct action_info *a, unsigned place)
{
    const char *keys = place == IN_TREE && a->tree_keys[0] == 'F' ? a->tree_keys : a->keys;
    if (!(a->places & place) || !a->key_line || keys[0] != 'F') {
        return 0;
    }
    int n = 0;
    for (const char *p = keys + 1; *p >= '0' && *p <= '9'; p++) {
        n = n * 10 + (*p - '0');
    }
    return n;
}

static const struct action_info *action_of_f(int n, unsigned place)
{
    for (enum action a = ACT_NONE + 1; a < ACT_COUNT_; a++) {
        if (f_key(action_info(a), place) == n) {
            return action_info(a);
        }
    }
    return NULL;
}

/* A message is never cut: a long one lies over the last rows of the panes. */
static void draw_message(struct app *app)
{
    enum role role = app->message_bad ? ROLE_ERROR : ROLE_MESSAGE;
    struct text_view v = text_view(&app->message);
    int rows = dialog_put_wrapped((struct rect){0, 0, 0, term_cols() - 2}, 0, v, role);
    int most = term_rows() / 3, first;

    rows = rows > most ? most : rows;
    app->message_rows = rows;
    first = term_rows() - rows;
    for (int row = first; row < term_rows(); row++) {
        term_blank(row, 0, term_cols(), role);
    }
    dialog_put_wrapped((struct rect){first, 1, rows, term_cols() - 2}, 0, v, role);
}

void status_draw_keys(struct app *app)
{
    unsigned place = app_place(app);
    int row = term_rows() - 1, col = 0, cols = term_cols();

    if (app->message.len) {
        draw_message(app);
        return;
    }
    /* Leaving and the menu must be seen however narrow the window. */
    static const int order[] = {1, 9, 10, 2, 3, 4, 5, 6, 7, 8, 12};
    bool shown[13] = {false};
    int room = cols;
    for (size_t i = 0; i < SOAN_ARRAY_LEN(order); i++) {
        const struct action_info *a = action_of_f(order[i], place);
        if (a) {
            int need = 4 + (order[i] > 9) + text_width(text_view_of(_(a->key_line)));
            shown[order[i]] = need <= room + 1;
            room -= shown[order[i]] ? need : 0;
        }
    }
    for (int f = 1; f <= 12; f++) {
        if (shown[f]) {
            struct text name = {0};
            text_printf(&name, "F%d", f);
            col += term_put(row, col, cols - col, text_view(&name), ROLE_KEY_NAME);
            text_clear(&name);
            text_printf(&name, " %s ", _(action_of_f(f, place)->key_line));
            col += term_put(row, col, cols - col, text_view(&name), ROLE_KEY_LINE);
            text_free(&name);
        }
    }
    term_blank(row, col, cols - col, ROLE_KEY_LINE);
}
