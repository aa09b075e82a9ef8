//! Names of people, the frequent ones first.

pub(crate) const FIRST_NAMES: &[&str] = &[
    "Marie",
    "Jean",
    "Fatima",
    "Luc",
    "Anne",
    "Mohamed",
    "Sophie",
    "Michel",
    "Nadia",
    "Pierre",
    "Claire",
    "Giovanni",
    "Élise",
    "André",
    "Yasmina",
    "François",
    "Léa",
    "Ahmed",
    "Chloé",
    "Émile",
    "Zoé",
    "Jules",
    "Olena",
    "Hélène",
    "Mehmet",
    "Inès",
    "Gaëlle",
    "René",
    "Théo",
    "Maëlle",
    "Raphaël",
    "Noémie",
    "Loïc",
    "Éric",
    "Ghislaine",
    "Zénobe",
    "Aïcha",
    "Désiré",
];

const NAME_STARTS: &[&str] = &[
    "Dubo", "Lam", "Dele", "Vande", "Gil", "Mar", "Des", "Ber", "Wau", "Le", "Ma", "Fran", "Cor", "Hen", "Rous", "Del",
    "Pé", "Gé", "Fé", "Col", "Ba", "Lé", "Hu", "Gré", "Bro", "Cha", "Du", "Gode", "Jac", "Phi", "Stas", "Thi", "Urb",
    "Vin", "Zan", "Noë", "Quer", "Ois", "Kin", "Ioan",
];
const NAME_ENDS: &[&str] = &[
    "is", "bert", "court", "broeck", "son", "tin", "mont", "trand", "thier", "clercq", "ture", "çois", "nil", "ry",
    "sel", "vaux", "rin", "rard", "ron", "lard", "ville", "nard", "gaux", "goire", "gniez", "pelle", "pont", "froid",
    "quemin", "lippart", "sart", "baut", "ain", "chon", "etti", "ël", "ton", "sky", "dts", "escu",
];

const NAME_MIDDLES: &[&str] = &["", "", "el", "an", "er", "i", "o", "au", "in", "ou"];

/// A family name; there are some 14 000, a few of them frequent, as in a telephone book.
pub(crate) fn family_name(rng: &mut crate::rng::Rng) -> String {
    format!("{}{}{}", rng.zipf(NAME_STARTS), rng.zipf(NAME_MIDDLES), rng.zipf(NAME_ENDS))
}
