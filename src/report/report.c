#include "soan/report.h"
