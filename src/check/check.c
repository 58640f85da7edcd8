#include "soan/check.h"
