#include <inttypes.h>
#include <stdlib.h>

#include "cli/commands.h"

struct ids { int64_t *item; size_t n, cap; };

static void add_id(struct ids *l, int64_t id)
{
    for (size_t i = 0; i < l->n; i++)
        if (l->item[i] == id)
            return; /* named twice */
    mem_grow((void **)&l->item, &l->cap, l->n + 1, sizeof *l->item);
    l->item[l->n++] = id;
}

static bool add_pending(const struct soan_suggestion *s, void *arg)
{
    struct ids *l = arg;
    mem_grow((void **)&l->item, &l->cap, l->n + 1, sizeof *l->item);
    l->item[l->n++] = s->id;
    return true;
}

/* Those named, or all that are to be decided. */
static bool chosen(const struct invocation *in, struct soan_report *r, bool all, struct ids *l, struct error *e)
{
    int64_t id;
    if (all != (in->argc == 1))
        return error_set(e, SOAN_USAGE, _("%s: name the suggestions by their ids, or take --all"), in->command->name);
    if (all)
        return soan_suggestion_each(r, 0, true, add_pending, l, e);
    for (int i = 1; i < in->argc; i++) {
        if (!cli_id(in->argv[i], &id, e))
            return false;
        add_id(l, id);
    }
    return true;
}

static void print_kept(int64_t id, const char *why, void *arg)
{
    size_t *kept = arg;
    ++*kept;
    out_printf(_("#%lld stays: %s\n"), (long long)id, why);
}

enum { MOST_IDS = 100000 };

bool command_accept(struct invocation *in, struct error *e)
{
    bool all = false;
    const struct option_spec options[] = {
        {"all", 0, &all, NULL, NULL, NULL, N_("all that are to be decided")},
    };
    struct soan_report *r = NULL;
    struct ids l = {0};
    size_t accepted = 0, kept = 0;
    if (!cli_parse(in, options, SOAN_ARRAY_LEN(options), 1, MOST_IDS, e))
        return in->answered;
    bool ok = cli_open(in, in->argv[0], &r, e) && chosen(in, r, all, &l, e) &&
              soan_suggestion_accept(r, l.item, l.n, print_kept, &kept, &accepted, e);
    if (ok)
        out_printf(soan_ngettext("%zu suggestion accepted\n", "%zu suggestions accepted\n", accepted), accepted);
    in->findings = ok && kept > 0;
    free(l.item);
    soan_report_close(&r);
    return ok;
}

bool command_reject(struct invocation *in, struct error *e)
{
    bool all = false;
    const char *reason = "";
    const struct option_spec options[] = {
        {"all", 0, &all, NULL, NULL, NULL, N_("all that are to be decided")},
        {"reason", 0, NULL, &reason, NULL, "WORDS", N_("why, for who suggested it")},
    };
    struct soan_report *r = NULL;
    struct ids l = {0};
    if (!cli_parse(in, options, SOAN_ARRAY_LEN(options), 1, MOST_IDS, e))
        return in->answered;
    bool ok = cli_open(in, in->argv[0], &r, e) && chosen(in, r, all, &l, e) &&
              soan_suggestion_reject(r, l.item, l.n, text_view_of(reason), e);
    if (ok)
        out_printf(soan_ngettext("%zu suggestion declined\n", "%zu suggestions declined\n", l.n), l.n);
    free(l.item);
    soan_report_close(&r);
    return ok;
}
