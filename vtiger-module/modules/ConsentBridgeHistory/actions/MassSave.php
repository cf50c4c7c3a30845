<?php

class ConsentBridgeHistory_MassSave_Action extends Vtiger_MassSave_Action
{
    public function checkPermission(Vtiger_Request $request)
    {
        throw new AppException('Consent history is read-only.');
    }
}
