#include "soan/base.h"

bool error_set(struct error *e, enum soan_status_code status, const char *fmt, ...)
{
    if (!e)
        return false;
    struct text message = {0};
    va_list ap;
    va_start(ap, fmt);
    text_vprintf(&message, fmt, ap);
    va_end(ap);
    error_free(e);
    e->status = status;
    text_append_harmless(&e->message, text_view(&message), "");
    text_free(&message);
    return false;
}

void error_free(struct error *e)
{
    text_free(&e->message);
    e->status = SOAN_DONE;
}
