#include <inttypes.h>
#include <string.h>

#include "cli/commands.h"

bool command_reply(struct invocation *in, struct error *e)
{
    struct soan_comment c = {0};
    const struct option_spec options[] = {
        {"draft", 0, &c.draft, NULL, NULL, NULL, N_("only you see it until you publish your drafts")},
    };
    struct soan_report *r = NULL;
    int64_t id;
    if (!cli_parse(in, options, SOAN_ARRAY_LEN(options), 3, 3, e))
        return in->answered;
    if (!cli_id(in->argv[1], &c.parent, e))
        return false;
    bool ok = true;
    if (strcmp(in->argv[2], "-") == 0)
        ok = cli_read_text("-", &c.body, e);
    else
        text_clean(text_view_of(in->argv[2]), &c.body, NULL);
    if (ok && !text_view_trim(text_view(&c.body)).len)
        ok = error_set(e, SOAN_USAGE, _("the answer is empty; write what is to be said"));
    ok = ok && cli_open(in, in->argv[0], &r, e) && soan_comment_add(r, &c, &id, e);
    if (ok)
        out_printf("#%" PRId64 "\n", id);
    soan_comment_free(&c);
    soan_report_close(&r);
    return ok;
}
