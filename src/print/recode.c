#include <stdlib.h>

#include "print/recode.h"

struct missing { uint32_t cp; size_t times; unsigned page; bool front; int line; };

struct recoder {
    const struct soan_print_options *options;
    struct viet_encoder *encoder;
    int width;
    soan_print_line_fn *each;
    void *arg;
    struct missing *item;
    size_t n, cap;
    struct text out, spelled;
    size_t cell;              /* where the words between two bars begin in `out` */
    int debt;                 /* columns that spelling took more than the sign */
};

struct recoder *recoder_new(const struct soan_print_options *o, int width, soan_print_line_fn *each, void *arg, struct error *e)
{
    struct recoder *x = mem_array(1, sizeof *x);
    *x = (struct recoder){.options = o, .width = width, .each = each, .arg = arg, .encoder = viet_encoder_new(o->encoding)};
    if (!x->encoder) {
        error_set(e, SOAN_USAGE, _("%s: pages are not printed in this encoding; take tcvn3, vni, viscii, windows-1258 or ascii"),
                  viet_encoding_name(o->encoding));
        recoder_free(&x);
    }
    return x;
}

void recoder_free(struct recoder **x)
{
    if (*x) {
        viet_encoder_free(&(*x)->encoder);
        free((*x)->item);
        text_free(&(*x)->out);
        text_free(&(*x)->spelled);
    }
    free(*x);
    *x = NULL;
}

static void remember(struct recoder *x, uint32_t cp, const struct soan_print_line *line)
{
    size_t i = 0;
    while (i < x->n && x->item[i].cp != cp)
        i++;
    if (i == x->n) {
        mem_grow((void **)&x->item, &x->cap, x->n + 1, sizeof *x->item);
        x->item[x->n++] = (struct missing){cp, 0, line->page, line->front, line->line};
    }
    x->item[i].times++;
}

static void put_sign(struct recoder *x, uint32_t cp, struct text_view sign, const struct soan_print_line *line)
{
    if (viet_encode(x->encoder, cp, &x->out))
        return;
    remember(x, cp, line);
    text_clear(&x->spelled);
    viet_spell(x->encoder, cp, &x->spelled);
    for (size_t pos = 0, next; pos < x->spelled.len; pos = next)
        (void)viet_encode(x->encoder, text_decode(text_view(&x->spelled), pos, &next), &x->out);
    x->debt += text_width(text_view(&x->spelled)) - text_width(sign);
}

/* Blanks at the front of a cell give way, so that its bar stands where it stood. */
static void pay_from_cell(struct recoder *x)
{
    size_t n = 0;
    while (n < (size_t)x->debt && x->cell + n < x->out.len && x->out.bytes[x->cell + n] == ' ')
        n++;
    text_replace(&x->out, x->cell, n, TEXT_LIT(""));
    x->debt -= (int)n;
}

static void put_bar(struct recoder *x)
{
    if (x->debt > 0)
        pay_from_cell(x);
    for (; x->debt < 0; x->debt++)
        text_append_char(&x->out, ' ');
    text_append_char(&x->out, '|');
    x->cell = x->out.len;
}

bool recode_line(const struct soan_print_line *line, void *recoder)
{
    struct recoder *x = recoder;
    struct soan_print_line coded = *line;
    text_clear(&x->out);
    x->cell = 0;
    x->debt = 0;
    for (size_t pos = 0, next; pos < line->text.len; pos = next) {
        uint32_t cp = text_decode(line->text, pos, &next);
        bool wide_blank = cp == ' ' && pos > 0 && line->text.bytes[pos - 1] == ' ';
        if (wide_blank && x->debt > 0)
            x->debt--; /* between columns there is room */
        else if (cp == '|')
            put_bar(x);
        else
            put_sign(x, cp, text_view_part(line->text, pos, next), line);
    }
    coded.text = text_view(&x->out);
    if (x->debt > 0 && text_width(line->text) + x->debt > x->width && x->options->fault) {
        coded.fault = SOAN_FAULT_SIGNS;
        x->options->fault(&coded, x->options->fault_arg);
    }
    return x->each(&coded, x->arg);
}

void recoder_tell(const struct recoder *x)
{
    for (size_t i = 0; i < x->n && x->options->replaced; i++) {
        const struct missing *m = &x->item[i];
        struct text sign = {0}, instead = {0};
        text_append_codepoint(&sign, m->cp);
        viet_spell(x->encoder, m->cp, &instead);
        const struct soan_replaced r = {text_view(&sign), text_view(&instead), m->times, m->page, m->front, m->line};
        x->options->replaced(&r, x->options->replaced_arg);
        text_free(&sign);
        text_free(&instead);
    }
}
