<?php

namespace ConsentBridge\Install;

use ConsentBridge\Crm\FieldCatalogue;

/**
 * Labels of our fields belong to the host modules' language files. Vtiger 8 reads languages/custom besides; the
 * customer may have files of his own there, so one line is added to them and taken out again, never a file replaced.
 */
final class Labels extends Step
{
    const MARK = '// ConsentBridge';

    public function name(): string
    {
        return 'labels';
    }

    public function install()
    {
        foreach ($this->files() as $file => $language) {
            $text = is_file($file) ? file_get_contents($file) : '';
            if (strpos($text, self::MARK) !== false) {
                continue;
            }
            if (!is_dir(dirname($file)) && !mkdir(dirname($file), 0775, true) && !is_dir(dirname($file))) {
                throw new InstallFailure('The folder ' . dirname($file) . ' cannot be made.');
            }
            if (file_put_contents($file, $this->opened($text) . $this->line($language)) === false) {
                throw new InstallFailure('The file ' . $file . ' cannot be written.');
            }
        }
    }

    public function remove(bool $deleteData)
    {
        foreach (array_keys($this->files()) as $file) {
            if (!is_file($file)) {
                continue;
            }
            $lines = preg_grep('~' . preg_quote(self::MARK, '~') . '~', file($file), PREG_GREP_INVERT);
            $rest = implode('', $lines);
            trim($rest) === '<?php' ? unlink($file) : file_put_contents($file, $rest);
        }
    }

    /** @return array<string, string> file => language; only where Vtiger has the base file, else it fails on loading */
    private function files(): array
    {
        $files = [];
        foreach (glob('modules/ConsentBridge/lang/*.php') ?: [] as $own) {
            $language = basename($own, '.php');
            foreach (FieldCatalogue::MODULES as $module) {
                if (is_file('languages/' . $language . '/' . $module . '.php')) {
                    $files['languages/custom/' . $language . '/' . $module . '.php'] = $language;
                }
            }
        }
        return $files;
    }

    /** The text so far, ending within PHP. */
    private function opened(string $text): string
    {
        if (trim($text) === '') {
            return "<?php\n";
        }
        return substr(rtrim($text), -2) === '?>' ? rtrim($text) . "\n<?php\n" : rtrim($text) . "\n";
    }

    private function line(string $language): string
    {
        $file = "'modules/ConsentBridge/lang/" . $language . ".php'";
        return 'if (is_file(' . $file . ')) { $languageStrings = array_merge($languageStrings, require ' . $file . '); } '
            . self::MARK . "\n";
    }
}
