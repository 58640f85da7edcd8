#include "soan/review.h"
