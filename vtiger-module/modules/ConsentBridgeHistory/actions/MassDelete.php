<?php

class ConsentBridgeHistory_MassDelete_Action extends Vtiger_MassDelete_Action
{
    public function checkPermission(Vtiger_Request $request)
    {
        throw new AppException('Consent history is read-only.');
    }
}
