<?php

namespace ConsentBridge\Install;

/** A step that cannot be done here, in a sentence for the admin. */
final class InstallFailure extends \RuntimeException
{
}
