/** What listtypes tells about a module; ids follow from installation order in table vtiger_ws_entity. */
export interface Entity {
  readonly id: number;
  readonly name: string;
  readonly label: string;
  readonly singular: string;
  readonly isEntity: boolean;
  /** Field types that listtypes can be asked for, of modules whose fields are not modelled here. */
  readonly types?: readonly string[];
}

const entity = (id: number, name: string, label = name, singular = label.replace(/s$/, '')): Entity => ({
  id,
  name,
  label,
  singular,
  isEntity: true,
});
const actor = (id: number, name: string): Entity => ({
  id,
  name,
  label: name,
  singular: name,
  isEntity: false,
});

/** In the order of listtypes. */
export const ENTITIES: readonly Entity[] = [
  entity(1, 'Campaigns'),
  { ...entity(2, 'Vendors'), types: ['email', 'phone', 'url'] },
  entity(3, 'Faq', 'FAQ', 'FAQ'),
  entity(4, 'Quotes'),
  entity(5, 'PurchaseOrder', 'Purchase Orders'),
  entity(6, 'SalesOrder', 'Sales Orders'),
  entity(7, 'Invoice', 'Invoices'),
  entity(8, 'PriceBooks', 'Price Books'),
  entity(9, 'Calendar', 'Calendar', 'Task'),
  entity(10, 'Leads'),
  entity(11, 'Accounts', 'Organizations'),
  entity(12, 'Contacts'),
  entity(13, 'Potentials', 'Opportunities', 'Opportunity'),
  entity(14, 'Products'),
  entity(15, 'Documents'),
  entity(16, 'Emails'),
  entity(17, 'HelpDesk', 'Tickets'),
  entity(18, 'Events'),
  entity(19, 'Users'),
  entity(24, 'PBXManager', 'PBX Manager', 'Call Record'),
  entity(25, 'ServiceContracts', 'Service Contracts'),
  entity(26, 'Services'),
  entity(27, 'ProjectMilestone', 'Project Milestones'),
  entity(28, 'ProjectTask', 'Project Tasks'),
  entity(29, 'Project', 'Projects'),
  entity(30, 'ModComments', 'Comments'),
  entity(31, 'SMSNotifier', 'SMS Notifier'),
  entity(32, 'Assets'),
  actor(20, 'Groups'),
  actor(21, 'Currency'),
  actor(22, 'DocumentFolders'),
  actor(23, 'CompanyDetails'),
  actor(33, 'LineItem'),
  actor(34, 'Tax'),
  actor(35, 'ProductTaxes'),
];

export const entityById = (id: number): Entity | undefined => ENTITIES.find((one) => one.id === id);
export const entityByName = (name: string): Entity | undefined => ENTITIES.find((one) => one.name === name);
