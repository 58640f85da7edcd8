#include <stdlib.h>

#include "text/diff.h"

/* Patience sorting: a pile holds the row of its length that ends lowest, each pair knows the one below it. */
void diff_rising(struct diff_pair *pair, size_t *n)
{
    size_t *pile = mem_array(*n + 1, sizeof *pile), *below = mem_array(*n + 1, sizeof *below), piles = 0;
    for (size_t i = 0; i < *n; i++) {
        size_t low = 0, high = piles;
        while (low < high) {
            size_t mid = (low + high) / 2;
            if (pair[pile[mid]].to < pair[i].to)
                low = mid + 1;
            else
                high = mid;
        }
        below[i] = low ? pile[low - 1] : NO_MATCH;
        pile[low] = i;
        piles += low == piles;
    }
    size_t at = piles ? pile[piles - 1] : NO_MATCH;
    for (size_t i = piles; i-- > 0; at = below[at])
        pile[i] = at;
    for (size_t i = 0; i < piles; i++)
        pair[i] = pair[pile[i]];
    *n = piles;
    free(below);
    free(pile);
}
