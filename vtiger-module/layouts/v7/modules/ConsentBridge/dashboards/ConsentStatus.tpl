<div class="dashboardWidgetHeader">
  <div class="title clearfix"><div class="dashboardTitle" title="{$WORDS->say('widget_title')|escape:'html'}"><b>&nbsp;&nbsp;{$WORDS->say('widget_title')|escape:'html'}</b></div></div>
</div>
<div class="dashboardWidgetContent" style="padding:5px 12px">
  {include file="dashboards/ConsentStatusContents.tpl"|vtemplate_path:'ConsentBridge'}
</div>
<div class="widgeticons dashBoardWidgetFooter"><div class="footerIcons pull-right">
  {include file="dashboards/DashboardFooterIcons.tpl"|vtemplate_path:'Vtiger' SETTING_EXIST=false CHART_TYPE='' DATA='1'}
</div></div>
