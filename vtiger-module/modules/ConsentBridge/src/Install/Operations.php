<?php

namespace ConsentBridge\Install;

/** The webservice operations. Vtiger adds a name twice without complaint, so they are looked up first. */
final class Operations extends Step
{
    const FILE = 'modules/ConsentBridge/webservice.php';
    const OPERATIONS = [
        'info' => 'GET', 'find' => 'POST', 'due' => 'POST', 'changed' => 'POST', 'apply' => 'POST',
        'history' => 'POST', 'suppress' => 'POST', 'erase' => 'POST', 'deliver' => 'GET',
    ];
    const WITHOUT_LOGIN = ['deliver'];

    public function name(): string
    {
        return 'webservice operations';
    }

    public function install()
    {
        require_once 'include/Webservices/Utils.php';
        foreach (self::OPERATIONS as $operation => $method) {
            $id = $this->idOf($operation);
            if ($id === null) {
                $id = vtws_addWebserviceOperation(
                    'consentbridge.' . $operation,
                    self::FILE,
                    'consentbridge_ws_' . $operation,
                    $method,
                    in_array($operation, self::WITHOUT_LOGIN, true) ? 1 : 0
                );
            }
            $known = $this->db->value('SELECT 1 FROM vtiger_ws_operation_parameters WHERE operationid = ?', [$id]);
            if ($method === 'POST' && $known === null) {
                // Not "encoded": that goes through Vtiger's own slow and lenient JSON reader.
                vtws_addWebserviceOperationParam($id, 'element', 'string', 1);
            }
        }
    }

    public function remove(bool $deleteData)
    {
        require_once 'include/Webservices/Utils.php';
        foreach (array_keys(self::OPERATIONS) as $operation) {
            $id = $this->idOf($operation);
            if ($id !== null) {
                vtws_deleteWebServiceOperation($id);
            }
        }
    }

    private function idOf(string $operation)
    {
        return $this->db->value('SELECT operationid FROM vtiger_ws_operation WHERE name = ?', [
            'consentbridge.' . $operation,
        ]);
    }
}
