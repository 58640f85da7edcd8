/* SHA-256 (FIPS 180-4). */
#include <string.h>

#include "soan/base.h"

enum { BLOCK = 64, LENGTH_AT = 56, ROUNDS = 64 };

static const uint32_t constant[ROUNDS] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

static uint32_t turn(uint32_t x, unsigned n)
{
    return x >> n | x << (32 - n);
}

static void schedule(const unsigned char *p, uint32_t w[ROUNDS])
{
    for (unsigned i = 0; i < 16; i++)
        w[i] = (uint32_t)p[4 * i] << 24 | (uint32_t)p[4 * i + 1] << 16 | (uint32_t)p[4 * i + 2] << 8 | p[4 * i + 3];
    for (unsigned i = 16; i < ROUNDS; i++) {
        uint32_t a = w[i - 15], b = w[i - 2];
        w[i] = w[i - 16] + (turn(a, 7) ^ turn(a, 18) ^ a >> 3) + w[i - 7] + (turn(b, 17) ^ turn(b, 19) ^ b >> 10);
    }
}

static void block(uint32_t h[8], const unsigned char *p)
{
    uint32_t w[ROUNDS], s[8];
    schedule(p, w);
    memcpy(s, h, sizeof s);
    for (unsigned i = 0; i < ROUNDS; i++) {
        uint32_t a = s[0], e = s[4];
        uint32_t one = s[7] + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & s[5]) ^ (~e & s[6])) + constant[i] + w[i];
        uint32_t two = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & s[1]) ^ (a & s[2]) ^ (s[1] & s[2]));
        memmove(s + 1, s, 7 * sizeof *s);
        s[4] += one;
        s[0] = one + two;
    }
    for (unsigned i = 0; i < 8; i++)
        h[i] += s[i];
}

void sha256_begin(struct sha256 *s)
{
    *s = (struct sha256){.state = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab,
                                   0x5be0cd19}};
}

void sha256_add(struct sha256 *s, struct text_view v)
{
    size_t have = s->bytes % BLOCK, at = 0;
    s->bytes += v.len;
    if (have) {
        at = v.len < BLOCK - have ? v.len : BLOCK - have;
        memcpy(s->rest + have, v.bytes, at);
        if (have + at < BLOCK)
            return;
        block(s->state, s->rest);
    }
    for (; v.len - at >= BLOCK; at += BLOCK)
        block(s->state, (const unsigned char *)v.bytes + at);
    if (v.len > at)
        memcpy(s->rest, v.bytes + at, v.len - at);
}

void sha256_end(struct sha256 *s, unsigned char out[SHA256_BYTES])
{
    unsigned char last[2 * BLOCK] = {0};
    size_t rest = s->bytes % BLOCK;
    memcpy(last, s->rest, rest);
    last[rest] = 0x80;
    size_t end = rest < LENGTH_AT ? BLOCK : 2 * BLOCK;
    for (unsigned i = 0; i < 8; i++)
        last[end - 1 - i] = (unsigned char)(s->bytes * 8 >> 8 * i);
    for (size_t at = 0; at < end; at += BLOCK)
        block(s->state, last + at);
    for (unsigned i = 0; i < SHA256_BYTES; i++)
        out[i] = (unsigned char)(s->state[i / 4] >> (24 - 8 * (i % 4)));
}

void sha256_end_hex(struct sha256 *s, struct text *out)
{
    unsigned char hash[SHA256_BYTES];
    sha256_end(s, hash);
    for (unsigned i = 0; i < SHA256_BYTES; i++)
        text_printf(out, "%02x", hash[i]);
}

void sha256(struct text_view v, unsigned char out[SHA256_BYTES])
{
    struct sha256 s;
    sha256_begin(&s);
    sha256_add(&s, v);
    sha256_end(&s, out);
}

void sha256_hex(struct text_view v, struct text *out)
{
    struct sha256 s;
    sha256_begin(&s);
    sha256_add(&s, v);
    sha256_end_hex(&s, out);
}
