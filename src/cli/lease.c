/* The right to type in a section, for scripts: what one command takes, the process that called it holds. */
#include <inttypes.h>
#include <time.h>
#include <unistd.h>

#include "cli/commands.h"

enum { LOOK_MS = 250, LOOK_AGAIN = 8 /* looks, after which the holder's process is looked at too */ };

static void print_line(const struct soan_lease *l, const char *section)
{
    struct text line = {0}, since = {0}, idle = {0};
    text_printf(&line, "%s: ", section);
    if (!l->held) {
        text_append_str(&line, _("free"));
    } else {
        time_iso(l->since, &since);
        soan_duration_tell(l->idle, &idle);
        text_printf(&line, _("%s since %s, last key %s ago"), text_str(&l->member), text_str(&since), text_str(&idle));
        if (l->waiting)
            text_printf(&line, soan_ngettext(", %zu waits", ", %zu wait", l->waiting), l->waiting);
    }
    text_append_char(&line, '\n');
    out_text(text_view(&line));
    text_free(&line);
    text_free(&since);
    text_free(&idle);
}

static bool tell(struct soan_report *r, int64_t id, bool json, struct error *e)
{
    static const char *const fields[] = {"section", "member", "since", "active", "idle", "take_over_in", "waiting"};
    struct soan_lease l;
    struct text path = {0}, since = {0}, active = {0};
    struct list list;
    if (!soan_lease_get(r, id, &l, e))
        return false;
    cli_path(r, id, &path);
    if (json) {
        if (l.held) {
            time_iso(l.since, &since);
            time_iso(l.active, &active);
        }
        list_begin(&list, LIST_JSON, fields, SOAN_ARRAY_LEN(fields));
        list_text(&list, text_view(&path));
        list_text_or_null(&list, text_view(&l.member));
        list_text_or_null(&list, text_view(&since));
        list_text_or_null(&list, text_view(&active));
        list_number(&list, l.idle);
        list_number(&list, l.take_over_in);
        list_number(&list, (int64_t)l.waiting);
        list_end(&list);
    } else {
        print_line(&l, text_str(&path));
    }
    text_free(&path);
    text_free(&since);
    text_free(&active);
    soan_lease_free(&l);
    return true;
}

static bool take(struct soan_report *r, int64_t id, struct error *e)
{
    return soan_session_of(r, (int64_t)getppid(), e) && soan_lease_take(r, id, e);
}

/* In line by itself, so that who breaks it off does not stand there for ever. */
static bool wait_in_line(struct soan_report *r, int64_t id, struct error *e)
{
    const struct timespec pause = {.tv_nsec = LOOK_MS * 1000000L};
    bool held = false, changed;
    bool ok = soan_session_begin(r, 0, e) && soan_lease_wait(r, id, &held, e);
    for (int look = 1; ok && !held; look++) {
        nanosleep(&pause, NULL);
        ok = soan_report_poll(r, &changed, e) &&
             ((!changed && look % LOOK_AGAIN) || soan_lease_wait(r, id, &held, e));
    }
    return ok;
}

static bool wait(const struct invocation *in, int64_t id, struct error *e)
{
    struct soan_report *line = NULL, *r = NULL;
    bool ok = cli_open(in, in->argv[0], &line, e) && wait_in_line(line, id, e) && cli_open(in, in->argv[0], &r, e) &&
              take(r, id, e);
    soan_report_close(&r);
    soan_report_close(&line);
    return ok;
}

bool command_lease(struct invocation *in, struct error *e)
{
    bool takes = false, waits = false, releases = false, json = false;
    const struct option_spec options[] = {
        {"take", 0, &takes, NULL, NULL, NULL, N_("takes it, if it is free or has been without a key for long enough")},
        {"wait", 0, &waits, NULL, NULL, NULL, N_("waits in line until it can be taken")},
        {"release", 0, &releases, NULL, NULL, NULL, N_("gives it back, and the place in line")},
        {"json", 0, &json, NULL, NULL, NULL, N_("one array of objects")},
    };
    struct soan_report *r = NULL;
    int64_t id;
    if (!cli_parse(in, options, SOAN_ARRAY_LEN(options), 2, 2, e))
        return in->answered;
    if (takes + waits + releases + json > 1)
        return error_set(e, SOAN_USAGE, _("--take, --wait, --release and --json exclude one another; choose one"));
    bool ok = cli_open(in, in->argv[0], &r, e) && soan_section_find(r, in->argv[1], &id, e);
    if (ok && waits)
        ok = wait(in, id, e);
    else if (ok && takes)
        ok = take(r, id, e);
    else if (ok && releases)
        ok = soan_lease_release(r, id, e);
    else if (ok)
        ok = tell(r, id, json, e);
    soan_report_close(&r);
    return ok;
}
