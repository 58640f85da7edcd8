/* Exact numbers and what can be computed from them. */
#include <stdlib.h>

#include "figure/number.h"

enum {
    BITS_MAX = 1 << 16,       /* of a computed number's parts, so that no formula eats the memory */
    COMPUTED_DECIMALS = 6,    /* shown of a product or quotient when nobody says how many */
};

struct soan_number *number_new(void)
{
    struct soan_number *n = mem_alloc(sizeof *n);
    mpq_init(n->value);
    return n;
}

void soan_number_free(struct soan_number **n)
{
    if (*n)
        mpq_clear((*n)->value);
    mem_free(n);
}

struct soan_number *soan_number_copy(const struct soan_number *n)
{
    struct soan_number *copy = number_new();
    mpq_set(copy->value, n->value);
    copy->decimals = n->decimals;
    copy->padded = n->padded;
    copy->plus = n->plus;
    return copy;
}

struct soan_number *soan_number_from_int(long v)
{
    struct soan_number *n = number_new();
    mpq_set_si(n->value, v, 1);
    return n;
}

int soan_number_compare(const struct soan_number *a, const struct soan_number *b)
{
    int c = mpq_cmp(a->value, b->value);
    return (c > 0) - (c < 0);
}

int soan_number_sign(const struct soan_number *n)
{
    return mpq_sgn(n->value);
}

int soan_number_decimals(const struct soan_number *n)
{
    return n->decimals;
}

long number_decimals_needed(mpq_srcptr value)
{
    mpz_t rest, factor;
    mpz_init(rest);
    mpz_init_set_ui(factor, 2);
    mp_bitcnt_t twos = mpz_remove(rest, mpq_denref(value), factor);
    mpz_set_ui(factor, 5);
    mp_bitcnt_t fives = mpz_remove(rest, rest, factor);
    bool finite = mpz_cmp_ui(rest, 1) == 0;
    mpz_clears(rest, factor, NULL);
    return finite ? (long)(twos > fives ? twos : fives) : -1;
}

bool soan_number_calc(enum soan_arith op, const struct soan_number *a, const struct soan_number *b,
                      struct soan_number **out, struct error *e)
{
    if (op == SOAN_DIV && mpq_sgn(b->value) == 0)
        return error_set(e, SOAN_REFUSED, _("division by zero; give the lower number a value first"));
    struct soan_number *n = number_new();
    n->decimals = a->decimals > b->decimals ? a->decimals : b->decimals;
    switch (op) {
    case SOAN_ADD:
        mpq_add(n->value, a->value, b->value);
        break;
    case SOAN_SUB:
        mpq_sub(n->value, a->value, b->value);
        break;
    case SOAN_MUL:
        mpq_mul(n->value, a->value, b->value);
        break;
    case SOAN_DIV:
        mpq_div(n->value, a->value, b->value);
        break;
    }
    if (mpz_sizeinbase(mpq_numref(n->value), 2) > BITS_MAX || mpz_sizeinbase(mpq_denref(n->value), 2) > BITS_MAX) {
        soan_number_free(&n);
        return error_set(e, SOAN_REFUSED, _("the result has too many digits; shorten the formula"));
    }
    if (op == SOAN_MUL || op == SOAN_DIV) {
        long needed = number_decimals_needed(n->value);
        n->decimals = needed >= 0 && needed < COMPUTED_DECIMALS ? (int)needed : COMPUTED_DECIMALS;
    }
    *out = n;
    return true;
}
