#include <inttypes.h>

#include "cli/commands.h"
#include "soan/review.h"

bool command_reply(struct invocation *in, struct error *e)
{
    struct soan_report *r = NULL;
    struct text body = {0};
    int64_t comment, id;
    if (!cli_parse_plain(in, 3, 3, e))
        return in->answered;
    if (!cli_id(in->argv[1], &comment, e))
        return false;
    text_clean(text_view_of(in->argv[2]), &body, NULL);
    bool ok = cli_open(in, in->argv[0], &r, e) && soan_review_reply(r, comment, text_view(&body), &id, e);
    if (ok)
        out_printf("#%" PRId64 "\n", id);
    text_free(&body);
    soan_report_close(&r);
    return ok;
}
