<?php

class ConsentBridgeHistory_Save_Action extends Vtiger_Save_Action
{
    public function checkPermission(Vtiger_Request $request)
    {
        throw new AppException('Consent history is read-only.');
    }
}
