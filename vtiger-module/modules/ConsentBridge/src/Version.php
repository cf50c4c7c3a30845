<?php

namespace ConsentBridge;

final class Version
{
    /** Filled in by the build. */
    const MODULE = '@VERSION@';
    const CONTRACT = 1;
}
