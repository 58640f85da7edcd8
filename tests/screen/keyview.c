/* Shows the keys that arrive, for tests of the terminal itself: F10 leaves, F9 crashes, F7 runs `true` in between. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

#include "tui/term.h"

static void name(const struct key_event *k, struct text *out)
{
    static const char *const names[] = {
        [K_ENTER] = "Enter", [K_TAB] = "Tab", [K_BACKTAB] = "BackTab", [K_ESC] = "Esc", [K_BACKSPACE] = "BS",
        [K_DELETE] = "Del", [K_INSERT] = "Ins", [K_UP] = "Up", [K_DOWN] = "Down", [K_LEFT] = "Left",
        [K_RIGHT] = "Right", [K_HOME] = "Home", [K_END] = "End", [K_PAGE_UP] = "PgUp", [K_PAGE_DOWN] = "PgDn",
        [K_F1] = "F1", [K_F2] = "F2", [K_F3] = "F3", [K_F4] = "F4", [K_F5] = "F5", [K_F6] = "F6", [K_F7] = "F7",
        [K_F8] = "F8", [K_F9] = "F9", [K_F10] = "F10", [K_F11] = "F11", [K_F12] = "F12",
    };
    if (k->key == K_CHAR)
        text_append_codepoint(out, k->cp);
    else if (k->key == K_PASTE)
        text_printf(out, "<Paste %zu>", k->paste.len);
    else if (k->key == K_CTRL || k->key == K_ALT)
        text_printf(out, "<%s%c>", k->key == K_CTRL ? "^" : "M-", (int)k->cp);
    else
        text_printf(out, "<%s>", k->key < SOAN_ARRAY_LEN(names) && names[k->key] ? names[k->key] : "?");
}

static void draw(const struct text *seen)
{
    struct text size = {0};
    text_printf(&size, "%dx%d", term_cols(), term_rows());
    term_blank(0, 0, term_cols(), ROLE_STATUS);
    term_put(0, 0, term_cols(), text_view(&size), ROLE_STATUS);
    term_hline(1, 0, term_cols());
    int col = term_put(2, 0, term_cols(), text_view(seen), ROLE_TEXT);
    term_blank(2, col, term_cols(), ROLE_TEXT);
    term_cursor(2, col);
    term_flush();
    text_free(&size);
}

int main(void)
{
    struct error e = {0};
    struct text seen = {0};
    struct key_event k = {0};
    if (!term_open(&e)) {
        fprintf(stderr, "%s\n", text_str(&e.message));
        return (int)e.status;
    }
    draw(&seen);
    while (term_next(-1, &k) && k.key != K_HANGUP && k.key != K_F10) {
        if (k.key == K_F9)
            raise(SIGSEGV);
        if (k.key == K_F7) {
            term_suspend();
            int status = system("true");
            text_printf(&seen, "[ran %d]", status);
            if (!term_resume(&e))
                break;
        } else if (k.key != K_RESIZE) {
            name(&k, &seen);
        }
        if (k.key == K_ESC)
            term_esc_unused();
        if (!term_pending())
            draw(&seen);
    }
    term_close();
    text_free(&seen);
    error_free(&e);
    return k.key == K_HANGUP ? 3 : 0;
}
