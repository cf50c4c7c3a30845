<?php

class ConsentBridgeHistory_SaveAjax_Action extends Vtiger_SaveAjax_Action
{
    public function checkPermission(Vtiger_Request $request)
    {
        throw new AppException('Consent history is read-only.');
    }
}
