<?php

namespace ConsentBridge\Crm;

/** Webservice ids: `<entity>x<record>`. The entity's number follows from the order in which Vtiger was installed. */
final class RecordIds
{
    private $db;
    private $prefixes;

    public function __construct(Db $db)
    {
        $this->db = $db;
    }

    public function wsId(string $module, int $crmId): string
    {
        return $this->prefixes()[$module] . 'x' . $crmId;
    }

    /** @return array{0: string, 1: int}|null module and record number; null for another module or no id at all */
    public function parse(string $id)
    {
        if (preg_match('/^(\d{1,6})x(\d{1,10})$/D', $id, $parts) !== 1) {
            return null;
        }
        $module = array_search($parts[1], array_map('strval', $this->prefixes()), true);
        return $module === false ? null : [$module, (int) $parts[2]];
    }

    /** Read when first asked for: most saves need none. */
    private function prefixes(): array
    {
        if ($this->prefixes === null) {
            $rows = $this->db->rows("SELECT id, name FROM vtiger_ws_entity WHERE name IN ('Contacts', 'Leads')");
            $this->prefixes = array_column($rows, 'id', 'name');
        }
        return $this->prefixes;
    }
}
