#include "soan/figure.h"
