<?php

class ConsentBridgeHistory_DeleteAjax_Action extends Vtiger_DeleteAjax_Action
{
    public function checkPermission(Vtiger_Request $request)
    {
        throw new AppException('Consent history is read-only.');
    }
}
