<?php

/**
 * Finds syntax that PHP 7.4 does not know: Vtiger 7 runs on it, and `php -l` of a newer PHP accepts it. Works on
 * tokens, so it needs no PHP 7.4.
 */

$newer = [];
foreach (['T_MATCH', 'T_NULLSAFE_OBJECT_OPERATOR', 'T_ATTRIBUTE', 'T_READONLY', 'T_ENUM'] as $name) {
    if (defined($name)) {
        $newer[constant($name)] = $name;
    }
}
$faults = 0;
foreach (array_slice($argv, 1) as $file) {
    $tokens = token_get_all(file_get_contents($file));
    foreach ($tokens as $at => $token) {
        $line = is_array($token) ? $token[2] : 0;
        $fault = is_array($token) ? ($newer[$token[0]] ?? null) : null;
        // An attribute alone on its line is a comment to PHP 7.4.
        $fault = $fault === 'T_ATTRIBUTE' && isAlone($tokens, $at) ? null : $fault;
        $fault = $fault ?? promotedOrNamed($tokens, $at);
        if ($fault !== null) {
            $faults++;
            echo $file . ':' . $line . ' ' . $fault . " is not PHP 7.4\n";
        }
    }
}
exit($faults === 0 ? 0 : 1);

/** Constructor promotion (a visibility within parentheses) and named arguments (`name:` after `(` or `,`). */
function promotedOrNamed(array $tokens, int $at)
{
    $before = significant($tokens, $at, -1);
    $token = $tokens[$at];
    if (!is_array($token) || !in_array($before, ['(', ','], true)) {
        return null;
    }
    if (in_array($token[0], [T_PUBLIC, T_PROTECTED, T_PRIVATE], true)) {
        return 'constructor promotion';
    }
    return $token[0] === T_STRING && significant($tokens, $at, 1) === ':' ? 'a named argument' : null;
}

function isAlone(array $tokens, int $at): bool
{
    while (isset($tokens[$at]) && $tokens[$at] !== ']') {
        $at++;
    }
    $next = $tokens[$at + 1] ?? null;
    return is_array($next) && $next[0] === T_WHITESPACE && $next[1][0] === "\n";
}

function significant(array $tokens, int $at, int $step)
{
    do {
        $at += $step;
        $token = $tokens[$at] ?? null;
    } while (is_array($token) && in_array($token[0], [T_WHITESPACE, T_COMMENT, T_DOC_COMMENT], true));
    return $token;
}
