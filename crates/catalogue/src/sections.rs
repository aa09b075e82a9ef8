//! The fifteen sections of Charleroi, with their postal codes and the rough extent of each.

/// A section of the city: one of the municipalities that merged in 1977.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Section {
    /// Its name.
    pub name: &'static str,
    /// Its postal code.
    pub postal_code: &'static str,
    /// Southern edge, degrees of latitude, approximate.
    pub south: f64,
    /// Northern edge.
    pub north: f64,
    /// Western edge, degrees of longitude, approximate.
    pub west: f64,
    /// Eastern edge.
    pub east: f64,
}

/// The sections, in alphabetical order.
pub const SECTIONS: [Section; 15] = [
    at("Charleroi", "6000", [50.401, 50.43, 4.428, 4.459]),
    at("Couillet", "6010", [50.366, 50.404, 4.447, 4.49]),
    at("Dampremy", "6020", [50.409, 50.427, 4.412, 4.436]),
    at("Gilly", "6060", [50.41, 50.447, 4.458, 4.512]),
    at("Gosselies", "6041", [50.447, 50.49, 4.405, 4.485]),
    at("Goutroux", "6030", [50.402, 50.425, 4.34, 4.372]),
    at("Jumet", "6040", [50.426, 50.462, 4.4, 4.455]),
    at("Lodelinsart", "6042", [50.422, 50.443, 4.434, 4.462]),
    at("Marchienne-au-Pont", "6030", [50.395, 50.43, 4.38, 4.42]),
    at("Marcinelle", "6001", [50.355, 50.404, 4.418, 4.458]),
    at("Monceau-sur-Sambre", "6031", [50.402, 50.435, 4.355, 4.39]),
    at("Mont-sur-Marchienne", "6032", [50.368, 50.402, 4.382, 4.425]),
    at("Montignies-sur-Sambre", "6061", [50.392, 50.416, 4.456, 4.503]),
    at("Ransart", "6043", [50.442, 50.472, 4.458, 4.51]),
    at("Roux", "6044", [50.428, 50.455, 4.368, 4.408]),
];

/// The section of this name.
pub fn section(name: &str) -> Option<&'static Section> {
    SECTIONS.iter().find(|section| section.name == name)
}

const fn at(name: &'static str, postal_code: &'static str, [south, north, west, east]: [f64; 4]) -> Section {
    Section { name, postal_code, south, north, west, east }
}
