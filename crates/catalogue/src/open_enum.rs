//! Enumerations that keep the values they don't know, so that a newer catalogue survives an older reader.

/// Declares an enumeration of text codes with a last variant `Other` that keeps an unknown code as it came.
///
/// The enumeration lists its known values in `ALL` and orders by declaration. It needs no serde, so that a phone has one
/// reader of JSON only.
#[macro_export]
macro_rules! codes {
    (
        $(#[$meta:meta])*
        pub enum $name:ident { $( $(#[$vmeta:meta])* $variant:ident = $code:literal, )+ }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name {
            $( $(#[$vmeta])* $variant, )+
            /// A value this version doesn't know, kept as it came; shown as « autre ».
            Other(Box<str>),
        }

        impl $name {
            /// Every value this version knows, in the order of declaration.
            pub const ALL: &'static [Self] = &[ $( Self::$variant, )+ ];

            /// The code as it travels.
            pub fn as_str(&self) -> &str {
                match self {
                    $( Self::$variant => $code, )+
                    Self::Other(code) => code,
                }
            }

            /// Reads a code; an unknown one is kept.
            pub fn from_code(code: &str) -> Self {
                match code {
                    $( $code => Self::$variant, )+
                    other => Self::Other(other.into()),
                }
            }

            /// Says whether this version knows the value.
            pub fn is_known(&self) -> bool {
                !matches!(self, Self::Other(_))
            }
        }
    };
}

/// [`codes!`] of the catalogue's records: the enumeration also reads and writes as its code, with serde and without.
macro_rules! open_enum {
    (
        $(#[$meta:meta])*
        pub enum $name:ident { $( $(#[$vmeta:meta])* $variant:ident = $code:literal, )+ }
    ) => {
        $crate::codes! {
            $(#[$meta])*
            pub enum $name { $( $(#[$vmeta])* $variant = $code, )+ }
        }

        impl $name {
            /// Says whether this version knows a code.
            pub fn knows(code: &str) -> bool {
                matches!(code, $( $code )|+)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let code = <std::borrow::Cow<'de, str> as serde::Deserialize>::deserialize(deserializer)?;
                Ok(Self::from_code(&code))
            }
        }

        impl crate::json::FromJson for $name {
            fn from_json(value: crate::json::Value<'_>) -> Option<Self> {
                Some(Self::from_code(&value.text()?))
            }
        }

        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }
            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({
                    "type": "string",
                    "description": "Known values are listed as examples; an unknown value is kept and shown as « autre ».",
                    "examples": [ $( $code, )+ ],
                })
            }
        }
    };
}

pub(crate) use open_enum;
