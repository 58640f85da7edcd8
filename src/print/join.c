#include "print/join.h"

enum { PIECE = 32768 };       /* bytes gathered for the sink */

void join_flush(struct joiner *j)
{
    if (j->out.len)
        j->sink(text_view(&j->out), j->arg);
    text_clear(&j->out);
}

bool join_begins_page(const struct joiner *j, const struct soan_print_line *line)
{
    return !j->begun || line->page != j->page || line->front != j->front;
}

bool join_line(const struct soan_print_line *line, void *joiner)
{
    struct joiner *j = joiner;
    if (j->begun && join_begins_page(j, line))
        text_append_char(&j->out, '\f');
    j->begun = true;
    j->page = line->page;
    j->front = line->front;
    text_append(&j->out, line->text);
    text_append_char(&j->out, '\n');
    if (j->out.len > PIECE)
        join_flush(j);
    return true;
}
