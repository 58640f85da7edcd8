#include <curses.h>
#include <string.h>
#include <term.h>
#include <unistd.h>

#include "tui/caps.h"

/* Copies a string capability without the delays `$<5>` of terminals that were slower than their line. */
static struct text string_of(const char *name)
{
    struct text out = {0};
    const char *s = tigetstr(name);
    if (!s || s == (const char *)-1)
        return out;
    while (*s) {
        const char *end = s[0] == '$' && s[1] == '<' ? strchr(s, '>') : NULL;
        if (end)
            s = end + 1;
        else
            text_append_char(&out, *s++);
    }
    return out;
}

/* sgr0 also leaves the line-drawing set, which is never entered. */
static struct text plain_sgr0(void)
{
    struct text s = string_of("sgr0");
    static const char *const needless[] = {"\033(B", "\017"};
    for (size_t i = 0; i < SOAN_ARRAY_LEN(needless); i++) {
        struct text_view n = text_view_of(needless[i]);
        size_t at = text_view_find(text_view(&s), n, 0);
        if (at != SIZE_MAX)
            text_replace(&s, at, n.len, (struct text_view){0});
    }
    return s;
}

bool caps_load(struct caps *c, const char *name, struct error *e)
{
    *c = (struct caps){0};
    int found;
    if (setupterm(name && name[0] ? name : "dumb", STDOUT_FILENO, &found) != OK &&
        setupterm("xterm-256color", STDOUT_FILENO, &found) != OK)
        return error_set(e, SOAN_REFUSED, _("This terminal is not known here; set TERM to xterm-256color and try again."));
    c->cup = string_of("cup");
    c->clear = string_of("clear");
    c->el = string_of("el");
    if (!c->cup.len || !c->clear.len || !c->el.len) {
        caps_free(c);
        return error_set(e, SOAN_REFUSED, _("This terminal cannot place the cursor, so the full screen does not work on it; "
                                            "use another one, or set TERM to what it really is."));
    }
    c->ich = string_of("ich");
    c->ich1 = string_of("ich1");
    c->dch = string_of("dch");
    c->dch1 = string_of("dch1");
    c->cuf = string_of("cuf");
    c->cub = string_of("cub");
    c->csr = string_of("csr");
    c->ind = string_of("ind");
    c->ri = string_of("ri");
    c->enter = string_of("smcup");
    c->leave = string_of("rmcup");
    c->hide = string_of("civis");
    c->show = string_of("cnorm");
    c->sgr0 = plain_sgr0();
    c->bold = string_of("bold");
    c->dim = string_of("dim");
    c->reverse = string_of("rev");
    c->underline = string_of("smul");
    c->setaf = string_of("setaf");
    c->setab = string_of("setab");
    c->colours = c->setaf.len && c->setab.len ? tigetnum("colors") : 0;
    c->no_last_cell = tigetflag("am") > 0 && tigetflag("xenl") <= 0;
    return true;
}

void caps_free(struct caps *c)
{
    struct text *const all[] = {
        &c->cup, &c->clear, &c->el, &c->ich, &c->dch, &c->ich1, &c->dch1, &c->cuf, &c->cub, &c->csr, &c->ind, &c->ri,
        &c->enter, &c->leave, &c->hide, &c->show,
        &c->sgr0, &c->bold, &c->dim, &c->reverse, &c->underline, &c->setaf, &c->setab,
    };
    for (size_t i = 0; i < SOAN_ARRAY_LEN(all); i++)
        text_free(all[i]);
    if (cur_term)
        del_curterm(cur_term);
}

void caps_append(struct text *out, const struct text *s, int a, int b)
{
    text_append_str(out, s->len ? tiparm(text_str(s), a, b) : NULL);
}
