#include "soan/outline.h"
