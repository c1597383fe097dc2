//! What of a plan can be made in the vault now, in its own terms.

use pamlint_convention::{Made, Secret};
use pamlint_report::Head;
use pamlint_words::Words;
use rustc_hash::{FxHashMap, FxHashSet};
use serde_json::{Map, Value, json};

use super::Held;
use crate::object::{AccountFields, Fields, Object, Plan, State, Why};

/// The folder in which every account stands.
pub(super) const FOLDER: &str = "Root";

/// What can be made in the vault now, in the order in which it has to be.
pub(super) struct Upload<'p> {
    pub words: &'static Words,
    /// Who made the plan, in words.
    pub made_by: String,
    /// The groups and platforms that have to be there first, by their ids.
    pub first: Vec<&'p str>,
    pub safes: Vec<Safe<'p>>,
    pub members: Vec<Member<'p>>,
    pub accounts: Vec<Account<'p>>,
    pub links: Vec<Link<'p>>,
    /// What is left to make, but cannot be now.
    pub held: Vec<Held>,
}

/// A safe.
pub(super) struct Safe<'p> {
    pub object: &'p Object,
    pub description: Option<&'p str>,
    /// Its other fields, by the vault's own names.
    pub fields: Vec<(&'p str, Value)>,
}

/// The access of a group to a safe.
pub(super) struct Member<'p> {
    pub object: &'p Object,
    pub group: &'p str,
    pub safe: &'p str,
    /// Every permission that there is, and whether the group has it.
    pub permissions: Vec<(&'p str, bool)>,
}

/// An account.
pub(super) struct Account<'p> {
    pub object: &'p Object,
    pub fields: &'p AccountFields,
    pub address: Option<&'p str>,
    pub user: Option<&'p str>,
    /// Its other fields, by the vault's own names.
    pub properties: Vec<(&'p str, &'p str)>,
}

/// A link from an account to another.
pub(super) struct Link<'p> {
    pub object: &'p Object,
    /// The account.
    pub account: &'p Object,
    pub account_safe: &'p str,
    /// The other one.
    pub target: &'p Object,
    pub target_safe: &'p str,
    pub purpose: &'p str,
    pub index: u32,
}

impl<'p> Upload<'p> {
    pub fn of(plan: &'p Plan, head: &Head<'p>) -> Upload<'p> {
        let convention = head.wording.convention;
        let words = Words::of(head.wording.language);
        let (tool, version) = &head.tool;
        let made_by = words.plan_files.made_by.fill(&[
            ("tool", tool),
            ("version", version),
            ("convention", &convention.id),
            ("convention_version", &convention.version),
        ]);
        let mut upload = Upload {
            words,
            made_by,
            first: Vec::new(),
            safes: Vec::new(),
            members: Vec::new(),
            accounts: Vec::new(),
            links: Vec::new(),
            held: Vec::new(),
        };
        let known: Vec<&str> = convention
            .plan
            .iter()
            .flat_map(|rules| &rules.permissions)
            .map(|(permission, _)| permission.as_str())
            .collect();
        let accounts: FxHashMap<&str, &Object> =
            plan.of(Made::Account).map(|object| (object.id.as_str(), object)).collect();
        let mut missing: FxHashSet<&str> = FxHashSet::default();
        for object in &plan.objects {
            // What is made elsewhere has to be there first, whatever is known of it.
            let is_elsewhere = matches!(object.fields, Fields::Group | Fields::Platform);
            if is_elsewhere && matches!(object.state, State::Create | State::Undecided) {
                upload.first.push(&object.id);
                continue;
            }
            let needs = object.needs.iter().find(|need| missing.contains(need.as_str()));
            let why = match (object.state, needs) {
                (State::Same, _) => continue,
                (State::Differs, _) => words.plan_files.differs.clone(),
                (State::Create, None) => {
                    upload.add(object, &known, &accounts);
                    continue;
                }
                (State::Create, Some(need)) => Why::Needs(need.clone()).said(words),
                (State::Blocked | State::Undecided, _) => said(object, words),
            };
            // What is there but differs can be built upon.
            if object.state != State::Differs {
                missing.insert(&object.id);
            }
            upload.held.push(Held { id: object.id.clone(), why });
        }
        upload
    }

    fn add(&mut self, object: &'p Object, known: &[&'p str], accounts: &FxHashMap<&str, &'p Object>) {
        match &object.fields {
            Fields::Group | Fields::Platform => {}
            Fields::Safe { description, fields, .. } => self.safes.push(Safe {
                object,
                description: description.as_deref(),
                fields: fields.iter().filter_map(|(key, value)| safe_field(key, value)).collect(),
            }),
            Fields::Member { group, safe, permissions, .. } => self.members.push(Member {
                object,
                group,
                safe,
                permissions: known
                    .iter()
                    .map(|known| (*known, permissions.iter().any(|given| given == known)))
                    .collect(),
            }),
            Fields::Account(fields) => self.accounts.push(Account::new(object, fields)),
            Fields::Link { account, target, purpose, index } => {
                let of = |id: &str| {
                    let object = *accounts.get(id)?;
                    match &object.fields {
                        Fields::Account(fields) => Some((object, fields.safe.as_str())),
                        _ => None,
                    }
                };
                if let Some(((account, account_safe), (target, target_safe))) = of(account).zip(of(target)) {
                    let link =
                        Link { object, account, account_safe, target, target_safe, purpose, index: *index };
                    self.links.push(link);
                }
            }
        }
    }

    /// Whether nothing can be made.
    pub fn is_empty(&self) -> bool {
        self.safes.is_empty() && self.members.is_empty() && self.accounts.is_empty() && self.links.is_empty()
    }

    /// The links, for a form that cannot make them.
    pub fn links_beside(&self) -> Vec<String> {
        self.links
            .iter()
            .map(|link| {
                format!(
                    "{} ({} {}): {} / {} -> {} / {}",
                    link.object.id,
                    link.purpose,
                    link.index,
                    link.account_safe,
                    link.account.name,
                    link.target_safe,
                    link.target.name
                )
            })
            .collect()
    }
}

fn said(object: &Object, words: &Words) -> String {
    object.why.as_ref().map_or_else(|| object.state.said(words).to_owned(), |why| why.said(words))
}

/// A field of a safe as the vault takes it; `None` for one that it does not know.
fn safe_field<'p>(key: &'p str, value: &'p str) -> Option<(&'p str, Value)> {
    match key {
        "managingCPM" => Some((key, json!(value))),
        "numberOfDaysRetention" | "numberOfVersionsRetention" => {
            Some((key, value.parse::<u32>().map_or_else(|_| json!(value), |number| json!(number))))
        }
        _ => None,
    }
}

impl Safe<'_> {
    pub fn field(&self, name: &str) -> Option<&Value> {
        self.fields.iter().find(|(key, _)| *key == name).map(|(_, value)| value)
    }

    /// The body of the call that makes it.
    pub fn body(&self) -> Map<String, Value> {
        let mut body = Map::new();
        body.insert("safeName".to_owned(), json!(self.object.name));
        body.extend(self.description.map(|text| ("description".to_owned(), json!(text))));
        body.extend(self.fields.iter().map(|(key, value)| ((*key).to_owned(), value.clone())));
        body
    }
}

impl Member<'_> {
    /// The body of the call that adds it.
    pub fn body(&self) -> Map<String, Value> {
        let permissions: Map<String, Value> =
            self.permissions.iter().map(|(name, has)| ((*name).to_owned(), json!(has))).collect();
        let mut body = Map::new();
        body.insert("memberName".to_owned(), json!(self.group));
        body.insert("searchIn".to_owned(), json!("Vault"));
        body.insert("memberType".to_owned(), json!("Group"));
        body.insert("permissions".to_owned(), Value::Object(permissions));
        body
    }
}

impl<'p> Account<'p> {
    pub fn new(object: &'p Object, fields: &'p AccountFields) -> Account<'p> {
        let (mut address, mut user, mut properties) = (None, None, Vec::new());
        for (key, value) in fields.fields.iter() {
            match key.as_str() {
                "address" => address = Some(value.as_str()),
                "username" => user = Some(value.as_str()),
                _ => properties.push((key.as_str(), value.as_str())),
            }
        }
        properties.extend(fields.properties.iter().map(|(key, value)| (key.as_str(), value.as_str())));
        Account { object, fields, address, user, properties }
    }

    /// The type of its secret; `None` where it has none.
    pub fn secret_type(&self) -> Option<&'static str> {
        match self.fields.secret {
            Secret::Password => Some("password"),
            Secret::Key => Some("key"),
            Secret::None => None,
        }
    }

    /// Whether the vault changes its secret by itself, and why not.
    pub fn management(&self) -> Map<String, Value> {
        let mut management = Map::new();
        management.insert("automaticManagementEnabled".to_owned(), json!(self.fields.unmanaged.is_none()));
        let reason = self.fields.unmanaged.as_ref();
        management.extend(reason.map(|reason| ("manualManagementReason".to_owned(), json!(reason))));
        management
    }

    pub fn properties(&self) -> Map<String, Value> {
        self.properties.iter().map(|(key, value)| ((*key).to_owned(), json!(value))).collect()
    }

    /// The body of the call that makes it.
    pub fn body(&self) -> Map<String, Value> {
        let mut body = Map::new();
        body.insert("name".to_owned(), json!(self.object.name));
        body.extend(self.address.map(|address| ("address".to_owned(), json!(address))));
        body.extend(self.user.map(|user| ("userName".to_owned(), json!(user))));
        body.insert("platformId".to_owned(), json!(self.fields.platform));
        body.insert("safeName".to_owned(), json!(self.fields.safe));
        body.extend(self.secret_type().map(|kind| ("secretType".to_owned(), json!(kind))));
        body.insert("platformAccountProperties".to_owned(), Value::Object(self.properties()));
        body.insert("secretManagement".to_owned(), Value::Object(self.management()));
        body
    }
}

impl Link<'_> {
    /// The body of the call that makes it.
    pub fn body(&self) -> Map<String, Value> {
        let mut body = Map::new();
        body.insert("safe".to_owned(), json!(self.target_safe));
        body.insert("extraPasswordIndex".to_owned(), json!(self.index));
        body.insert("name".to_owned(), json!(self.target.name));
        body.insert("folder".to_owned(), json!(FOLDER));
        body
    }
}
