<?php

namespace ConsentBridge\Install;

/** Folders of the module below Vtiger's root, which is the working directory wherever Vtiger calls the installer. */
final class Folder
{
    public static function remove(string $folder)
    {
        if (!is_dir($folder) || is_link($folder)) {
            return;
        }
        foreach (array_diff(scandir($folder), ['.', '..']) as $name) {
            $path = $folder . '/' . $name;
            is_dir($path) && !is_link($path) ? self::remove($path) : unlink($path);
        }
        rmdir($folder);
    }
}
