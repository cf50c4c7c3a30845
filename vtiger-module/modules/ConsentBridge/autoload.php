<?php

/**
 * Classes of the module by name. Vtiger's own loader knows only its own naming, and an include that fails must not
 * take a save down with it, hence nothing here but a look-up.
 */

spl_autoload_register(static function ($class) {
    if (strpos($class, 'ConsentBridge\\') !== 0) {
        return;
    }
    $file = __DIR__ . '/src/' . str_replace('\\', '/', substr($class, 14)) . '.php';
    if (is_file($file)) {
        require_once $file;
    }
});
