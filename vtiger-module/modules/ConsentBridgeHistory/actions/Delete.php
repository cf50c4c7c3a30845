<?php

class ConsentBridgeHistory_Delete_Action extends Vtiger_Delete_Action
{
    public function checkPermission(Vtiger_Request $request)
    {
        throw new AppException('Consent history is read-only.');
    }
}
